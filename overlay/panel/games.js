/** Games: the search with its own suggestions, and a ticket for each slot. */

import { call, CallError } from './api.js';
import * as channel from './channel.js';
import { $, choose, element, icon, onChoice } from './dom.js';
import { hideRefusal, onPick, refuse, waiting } from './refusal.js';
import { toast } from './toast.js';
import { onWords, t } from './words.js';
import { prepare } from './writing/writing.js';

const MOST = 6;
const STARTERS = ['Minecraft', 'Red Dead Redemption 2', "Baldur's Gate 3", 'Elden Ring'];

let packs = null;
let found = [];
let selected = -1;
let written = 0;

export function startGames() {
  const search = $('q');
  search.addEventListener('focus', loadPacks);
  search.addEventListener('input', suggest);
  search.addEventListener('keydown', onKey);
  search.addEventListener('blur', () => setTimeout(close, 150));
  onChoice('chat-language', (language) => channel.change({ language }));
  channel.onChannel(draw);
  onPick(pick);
  onWords(() => channel.current() && draw(channel.current()));
}

/** How many phrases were written for what is on: its ticket says so. */
export function showWritten({ source }) {
  const count = source.kind === 'written' ? source.written : 0;
  if (count === written) return;
  written = count;
  const note = document.querySelector('.ticket.on small');
  const general = channel.current()?.games.find((game) => game.name === channel.current().game)?.source !== 'pack';
  if (note && written && general) note.textContent = t('panel.phrases', { count: written });
}

async function loadPacks() {
  if (packs) return;
  try {
    packs = (await call('GET', '/api/packs')).packs;
    suggest();
  } catch {
    packs = null; // the next focus tries again; typing a whole name works without
  }
}

const fold = (text) => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

function suggest() {
  const typed = $('q').value.trim();
  $('q').removeAttribute('aria-invalid');
  hideRefusal();
  if (typed.length < 2) return close();
  const wanted = fold(typed);
  const language = channel.current()?.language ?? 'en';
  found = (packs ?? [])
    .map((pack) => ({ pack, rank: rank(pack, pack.names[language] ?? pack.name, wanted) }))
    .filter(({ rank }) => rank < 9)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST)
    .map(({ pack }) => ({ name: pack.names[language] ?? pack.name, mode: pack.mode, note: note(pack, language) }));
  const exact = found.some(({ name, mode }) => mode === 'game' && fold(name) === wanted);
  if (!exact) found.push({ name: typed, mode: 'game', label: t('panel.suggest.play', { name: typed }), note: t('panel.suggest.general') });
  const topic = found.some(({ name, mode }) => mode === 'chatting' && fold(name) === wanted);
  if (!topic) found.push({ name: typed, mode: 'chatting', label: t('panel.suggest.chat', { name: typed }), note: t('panel.suggest.topic') });
  selected = 0;
  drawList(wanted);
}

function note(pack, language) {
  const count = pack.phrases[language] ?? 0;
  return t(pack.mode === 'chatting' ? 'panel.suggest.topic-pack' : 'panel.suggest.pack', { count });
}

function rank(pack, title, wanted) {
  const name = fold(title);
  if (name.startsWith(wanted)) return 0;
  if (pack.aliases.some((alias) => fold(alias) === wanted)) return 1;
  if (name.split(/[^a-z0-9]+/).some((word) => word.startsWith(wanted))) return 2;
  if (pack.aliases.some((alias) => fold(alias).startsWith(wanted))) return 3;
  return name.includes(wanted) ? 4 : 9;
}

function drawList(wanted) {
  const list = $('sugg');
  list.textContent = '';
  found.forEach((suggestion, place) => {
    const option = element('li');
    option.id = `sugg-${place}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', place === selected);
    option.append(marked(suggestion.label ?? suggestion.name, suggestion.label ? '' : wanted), element('small', '', suggestion.note));
    option.addEventListener('mousedown', (event) => event.preventDefault());
    option.addEventListener('click', () => pick(suggestion));
    list.append(option);
  });
  list.hidden = false;
  $('q').setAttribute('aria-expanded', 'true');
  $('q').setAttribute('aria-activedescendant', `sugg-${selected}`);
}

function marked(name, wanted) {
  const node = element('span');
  const at = wanted ? fold(name).indexOf(wanted) : -1;
  if (at < 0 || fold(name).length !== name.length) {
    node.textContent = name;
    return node;
  }
  node.append(name.slice(0, at), element('mark', '', name.slice(at, at + wanted.length)), name.slice(at + wanted.length));
  return node;
}

function close() {
  $('sugg').hidden = true;
  $('q').setAttribute('aria-expanded', 'false');
  $('q').removeAttribute('aria-activedescendant');
}

function onKey(event) {
  if (event.key === 'Escape') {
    if ($('sugg').hidden) $('q').value = '';
    return close();
  }
  if (event.key === 'Enter') {
    event.preventDefault();
    const typed = $('q').value.trim();
    if (!$('sugg').hidden && found[selected]) pick(found[selected]);
    else if (typed) pick({ name: typed, mode: 'game' });
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || $('sugg').hidden) return;
  event.preventDefault();
  selected = (selected + step + found.length) % found.length;
  [...$('sugg').children].forEach((option, place) => option.setAttribute('aria-selected', place === selected));
  $('q').setAttribute('aria-activedescendant', `sugg-${selected}`);
  $('sugg').children[selected].scrollIntoView({ block: 'nearest' });
}

/** Choose a game or a topic; what nobody knows yet is asked about first. */
export async function pick({ name, mode, insist = false }) {
  close();
  const typed = $('q').value;
  // Empty at once: the list of packs may still be on its way, and would open again over what was typed.
  $('q').value = '';
  hideRefusal();
  try {
    if (insist || !isKnown(name, mode)) await waiting(name, prepare(name, mode, insist));
    channel.arrived(await call('PATCH', '/api/channel', { game: name, mode }));
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    $('q').value = typed;
    $('q').setAttribute('aria-invalid', 'true');
    refuse({ name, mode, error });
  }
}

const isKnown = (name, mode) =>
  channel.current()?.games.some((game) => game.name === name && game.mode === mode) ||
  packs?.some((pack) => pack.mode === mode && [pack.name, ...Object.values(pack.names)].includes(name));

function draw(now) {
  choose('chat-language', now.language);
  $('games-count').textContent = t('panel.games.count', { count: now.games.length, slots: now.slots });
  const list = $('tickets');
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  list.textContent = '';
  for (const game of now.games) list.append(ticket(game, now));
  const free = now.slots - now.games.length;
  if (now.games.length && free > 0) list.append(element('li', 'ticket free', t('panel.free', { count: free })));
  if (focused) [...list.querySelectorAll('.pick')].find((button) => button.dataset.name === focused)?.focus();
  const starters = $('starters');
  starters.hidden = now.games.length > 0;
  starters.textContent = '';
  for (const name of [...STARTERS, t('panel.chatting')]) {
    const chip = element('button', 'chip', name);
    chip.type = 'button';
    chip.onclick = () => (STARTERS.includes(name) ? pick({ name, mode: 'game' }) : channel.change({ game: null, mode: 'chatting' }));
    starters.append(chip);
  }
}

function ticket(game, now) {
  const on = now.game?.toLowerCase() === game.name.toLowerCase();
  const node = element('li', `ticket${on ? ' on' : ''}`);
  const choice = element('button', 'pick');
  choice.type = 'button';
  choice.dataset.name = game.name;
  choice.setAttribute('aria-pressed', on);
  choice.append(icon('seat', 'on-now'));
  choice.append(element('b', '', game.mode === 'chatting' ? t('panel.chatting.about', { name: game.name }) : game.name));
  const count = game.source === 'pack' ? game.phrases : on ? written : 0;
  choice.append(element('small', '', count ? t('panel.phrases', { count }) : t('panel.general')));
  choice.onclick = () => channel.change({ game: game.name, mode: game.mode });
  const tear = element('button', 'tear');
  tear.type = 'button';
  tear.setAttribute('aria-label', t('panel.tear', { name: game.name }));
  tear.append(icon('i-x'));
  tear.onclick = () => remove(game, on);
  node.append(choice, tear);
  return node;
}

async function remove(game, on) {
  try {
    await call('DELETE', `/api/games/${encodeURIComponent(game.name)}`);
  } catch (error) {
    return toast(channel.wordsOf(error));
  }
  const undo = () =>
    on
      ? channel.change({ game: game.name, mode: game.mode })
      : call('POST', '/api/generate-phrases', { gameName: game.name, mode: game.mode }).catch((error) => toast(channel.wordsOf(error)));
  toast(t('panel.torn', { name: game.name }), { act: undo });
}
