/** Mine: the streamer's own lines, names and people. Text is saved when asked; a file joins what is there. */

import { call } from '../../api.js';
import { onChannel, wordsOf } from '../../channel.js';
import { $, element } from '../../../common/dom.js';
import { startDrop } from '../../drop.js';
import { toast } from '../../toast.js';
import { waitsForSave } from '../../saved.js';
import { fill } from '../../slider.js';
import { onWords, t } from '../../words.js';

const FORMATS = { txt: 'txt', csv: 'csv', tsv: 'csv', toml: 'toml' };
/** As many as the server names; the list scrolls. */
const SKIPPED = 200;
/** Reasons that have words of their own. */
const WHY = new Set(['EMPTY', 'TOO_LONG', 'TOO_SHORT', 'BAD_CHARACTERS', 'BAD_ENCODING', 'FULL']);
let mine = { share: 0.25, lines: [], names: [], people: [] };
let known = '';
/** What is typed and not saved yet: nothing that arrives may write over it. */
let typed = null;

export function startMine() {
  typed = waitsForSave($('mine-text'), $('mine-unsaved'));
  // The settings tell how much there is; the lines themselves are fetched when that changes.
  onChannel(({ mine: counts }) => {
    const now = JSON.stringify(counts ?? {});
    if (now === known) return;
    known = now;
    read();
  });
  $('mine-share').oninput = showShare;
  $('mine-share').onchange = keepShare;
  $('mine-save').onclick = save;
  $('mine-person').onclick = () => addRow({ name: '', character: '', lines: [] }).querySelector('input').focus();
  $('mine-open').onclick = () => $('mine-file').click();
  $('mine-file').onchange = () => openAll([...$('mine-file').files]);
  startDrop($('mine'), $('mine-text'), (files) => openAll([...files]));
  onWords(draw);
}

async function read() {
  try {
    arrived(await call('GET', '/api/mine'));
  } catch (error) {
    known = '';
    toast(wordsOf(error));
  }
}

function arrived(next) {
  mine = next;
  draw();
}

function draw() {
  $('mine-share').value = Math.round(mine.share * 100);
  showShare();
  $('mine-val').textContent = mine.lines.length ? t('panel.lines', { count: mine.lines.length }) : '';
  if (typed.waits()) return;
  $('mine-lines').value = mine.lines.join('\n');
  $('mine-names').value = mine.names.join('\n');
  $('mine-people').replaceChildren();
  mine.people.forEach(addRow);
}

function showShare() {
  $('mine-share-is').textContent = t('panel.look.percent', { count: Number($('mine-share').value) });
  fill($('mine-share'));
}

function addRow(person) {
  const row = $('mine-row').content.firstElementChild.cloneNode(true);
  const part = (name) => row.querySelector(`[data-part=${name}]`);
  for (const name of ['name', 'character', 'lines']) {
    part(name).value = name === 'lines' ? person.lines.join('\n') : person[name];
    part(name).placeholder = t(`panel.mine.person.${name}`);
    part(name).setAttribute('aria-label', t(`panel.mine.person.${name}`));
  }
  part('remove').setAttribute('aria-label', t('panel.mine.person.remove', { name: person.name }));
  part('remove').onclick = () => {
    row.remove();
    typed.changed();
  };
  $('mine-people').append(row);
  return row;
}

const listOf = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** The slider saves itself: what was saved before, with its share. */
function keepShare() {
  return send('PUT', { ...mine, share: Number($('mine-share').value) / 100 });
}

/** @returns {Promise<boolean>} whether the server took what is typed */
async function save() {
  const people = [...$('mine-people').children].map((row) => ({
    name: row.querySelector('[data-part=name]').value.trim(),
    character: row.querySelector('[data-part=character]').value.trim(),
    lines: listOf(row.querySelector('[data-part=lines]').value),
  }));
  const whole = { ...mine, lines: listOf($('mine-lines').value), names: listOf($('mine-names').value), people: people.filter(({ name }) => name) };
  const took = await send('PUT', whole, { then: () => typed.done() });
  if (took) toast(t('panel.mine.kept'));
  return took;
}

async function openAll(files) {
  $('mine-file').value = '';
  for (const file of files) await open(file);
}

/** A file joins what is saved, so what is typed is saved first. */
async function open(file) {
  if (typed.waits() && !(await save())) return;
  const format = FORMATS[file.name.split('.').pop().toLowerCase()] ?? 'txt';
  // As it was saved: the server knows the encodings of Excel and Notepad.
  await send('POST', file, { query: `?format=${format}`, name: file.name });
}

/** @returns {Promise<boolean>} whether all of it was kept */
async function send(method, body, { query = '', name = '', then = () => {} } = {}) {
  try {
    const answer = await call(method, `/api/mine${query}`, body);
    // What was typed and can't be kept stays where it was typed, to be mended.
    const mending = method === 'PUT' && answer.skipped.length > 0;
    if (mending) mine = only(answer);
    else {
      then();
      arrived(only(answer));
    }
    show(answer.skipped, answer.moreSkipped);
    sum(name, answer);
    return !mending;
  } catch (error) {
    sum('');
    show(error.problem?.skipped ?? [], error.problem?.moreSkipped ?? 0, wordsOfFile(error));
    return false;
  }
}

const only = ({ share, lines, names, people }) => ({ share, lines, names, people });

function wordsOfFile(error) {
  if (error.code !== 'UNREADABLE') return wordsOf(error);
  const { reason, line } = error.problem;
  const why = t(`panel.mine.no.${['NOT_TEXT', 'TOO_LARGE'].includes(reason) ? reason : 'FORM'}`);
  return line ? t('panel.mine.no.line', { why, line }) : why;
}

/** What came of a file, in one line. */
function sum(file, answer) {
  $('mine-sum').hidden = !file;
  if (!file) return;
  const { kept, same } = answer;
  const skipped = answer.skipped.length + answer.moreSkipped;
  const parts = [t('panel.lines', { count: kept.lines })];
  for (const [key, count] of Object.entries({ names: kept.names, people: kept.people, same, skipped })) {
    if (count) parts.push(t(`panel.mine.sum.${key}`, { count }));
  }
  $('mine-sum').textContent = t('panel.mine.sum', { file, parts: parts.join(', ') });
}

/** Say what isn't kept: each with its line and the reason. */
function show(skipped, more, first = '') {
  const lines = skipped.slice(0, SKIPPED).map(({ field, line, reason, text, limit }) =>
    t(`panel.mine.skipped.${field}`, { line, text, why: t(`panel.mine.why.${WHY.has(reason) ? reason : 'BAD_VALUE'}`, { limit }) }),
  );
  const rest = Math.max(0, skipped.length - SKIPPED) + more;
  if (rest) lines.push(t('panel.mine.skipped.more', { count: rest }));
  if (first) lines.unshift(first);
  $('mine-error').replaceChildren(...lines.map((line) => element('span', 'mine-skipped', line)));
  $('mine-error').hidden = !lines.length;
}
