/** Phrases: what the bank holds for a game, by category and source; a line may be banned for good, or kept. */

import { $, element, pageData } from '../common/dom.js';
import { translator } from '../common/words.js';
import { Choice } from './choice.js';
import { lineNode } from './line.js';

const PAGE_LINES = 300;
const page = pageData();
const t = translator(page.words, page.lang);

let stock = null;
const sources = new Choice($('sources'), 'phrases.source', t, draw);
const categories = new Choice($('categories'), 'phrases.category', t, draw);

$('find').addEventListener('input', draw);
load();

async function load() {
  try {
    const answer = await fetch(`/api/phrases${location.search}`);
    if (!answer.ok) throw new Error(answer.status);
    stock = await answer.json();
  } catch {
    $('of').textContent = t('phrases.failed');
    return;
  }
  const language = new Intl.DisplayNames([page.lang], { type: 'language' }).of(stock.language);
  $('of').textContent = stock.game ? t('phrases.of', { name: stock.game, language }) : t('phrases.nothing');
  sources.offer(stock.lines.map((line) => line.source));
  categories.offer(stock.lines.map((line) => line.category));
  drawDropped();
  draw();
}

function draw() {
  const wanted = $('find').value.trim().toLowerCase();
  const found = stock.lines.filter((line) => sources.has(line.source) && categories.has(line.category) && says(line, wanted));
  const list = $('lines');
  list.textContent = '';
  for (const line of found.slice(0, PAGE_LINES)) list.append(lineNode(line, t, { ban, keep }));
  list.prepend(element('li', 'count', found.length ? counted(found) : t('phrases.none')));
}

/** A word counts wherever the line may say it, in its slots too. */
const says = (line, wanted) => [line.text, ...(line.slots ?? []).map((slot) => stock.slots[slot])].some((text) => text.toLowerCase().includes(wanted));

/** As the panel counts: a sentence with slots is as many lines as it has ways. */
function counted(found) {
  const lines = found.reduce((sum, line) => sum + (line.ways ?? 1), 0);
  return lines === found.length ? t('phrases.count', { count: lines }) : t('phrases.count.ways', { count: lines, sentences: found.length });
}

function drawDropped() {
  const counts = Object.entries(stock.dropped).sort((one, other) => other[1] - one[1]);
  const count = counts.reduce((sum, [, some]) => sum + some, 0);
  const reasons = counts.map(([reason, some]) => `${t(`phrases.reason.${reason}`)} ${some}`).join(', ');
  $('dropped').textContent = count ? `${t('phrases.dropped', { count })} ${reasons}` : '';
}

async function ban(line) {
  if (await send(line.banned ? 'unban' : 'ban', line)) line.banned = !line.banned;
  draw();
}

async function keep(line) {
  if (await send('keep', line, { kept: !line.kept, game: stock.game, mode: stock.mode })) line.kept = !line.kept;
  draw();
}

async function send(what, line, more = {}) {
  const answer = await fetch(`/api/phrases/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text: line.text, language: stock.language, ...more }),
  }).catch(() => null);
  if (!answer?.ok) $('of').textContent = t('phrases.failed');
  return Boolean(answer?.ok);
}
