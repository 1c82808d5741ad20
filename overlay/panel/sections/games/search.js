/** Search: what is typed finds a game or a topic. What stands first in the list is what Enter takes. */

import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { $, element } from '../../../common/dom.js';
import { fold, MEANT, ranked } from './ranking.js';
import { hideRefusal } from './refusal.js';
import { t } from '../../words.js';

const MOST = 6;
const LEAVE_MS = 150;
/** After the panel's own calls: whoever types a game at once should find it. */
const FETCH_MS = 1_000;

let packs = null;
let coming = null;
let found = [];
let selected = -1;
let choose = () => {};
let isWriting = () => false;

/** @param {(choice: {name: string, mode: string}) => void} then takes what was chosen @param {() => boolean} writes whether a model writes about what no pack knows */
export function startSearch(then, writes) {
  [choose, isWriting] = [then, writes];
  const search = $('q');
  search.addEventListener('focus', open);
  search.addEventListener('click', () => $('sugg').hidden && open());
  search.addEventListener('input', suggest);
  search.addEventListener('keydown', onKey);
  search.addEventListener('blur', () => setTimeout(close, LEAVE_MS));
  setTimeout(load, FETCH_MS);
}

/** Whether there is a pack of that name. */
export const hasPack = (name, mode) => packs?.some((pack) => pack.mode === mode && [pack.name, ...Object.values(pack.names)].includes(name));

async function open() {
  suggest();
  if (packs) return;
  await load();
  if (document.activeElement === $('q')) suggest();
}

/** Fetch the packs once; if that fails, the next focus tries again: typing a whole name works without. */
async function load() {
  if (packs) return;
  coming ??= call('GET', '/api/packs');
  try {
    packs = (await coming).packs;
  } catch {
    coming = null;
  }
}

function suggest() {
  const typed = $('q').value.trim();
  $('q').removeAttribute('aria-invalid');
  hideRefusal();
  // Before it knows the packs it can't tell a slip from a game of its own: it says nothing yet.
  found = !packs ? [] : typed ? matches(typed) : everything();
  selected = typed ? 0 : -1;
  if (found.length) drawList(typed);
  else close();
}

/** All that has a pack: games, then topics. */
const everything = () => [...(packs ?? [])].sort((one, other) => (one.mode === 'game' ? 0 : 1) - (other.mode === 'game' ? 0 : 1)).map((pack) => suggestion(pack));

function matches(typed) {
  const language = channel.current()?.language ?? 'en';
  const best = ranked(packs ?? [], typed, language).slice(0, MOST);
  const suggestions = best.map(({ pack, rank }) => ({ ...suggestion(pack), ...(rank >= MEANT && { note: t('panel.suggest.meant') }) }));
  if (typed.length < 2) return suggestions;
  // What the server takes for a game that it knows can't be played under the name as typed.
  const isKnown = (mode) => best.some(({ pack, same }) => same && pack.mode === mode);
  if (!isKnown('game')) suggestions.push({ name: typed, mode: 'game', label: t('panel.suggest.play', { name: typed }), note: t(isWriting() ? 'panel.suggest.written' : 'panel.suggest.general') });
  if (!isKnown('chatting')) suggestions.push({ name: typed, mode: 'chatting', label: t('panel.suggest.chat', { name: typed }), note: t('panel.suggest.topic') });
  return suggestions;
}

function suggestion(pack) {
  const language = channel.current()?.language ?? 'en';
  const count = pack.phrases[language] ?? 0;
  return { name: pack.names[language] ?? pack.name, mode: pack.mode, note: t(pack.mode === 'chatting' ? 'panel.suggest.topic-pack' : 'panel.lines', { count }) };
}

function drawList(typed) {
  const list = $('sugg');
  list.textContent = '';
  found.forEach((entry, place) => {
    const option = element('li');
    option.id = `sugg-${place}`;
    option.setAttribute('role', 'option');
    option.append(marked(entry.label ?? entry.name, entry.label ? '' : fold(typed)), element('small', '', entry.note));
    option.addEventListener('mousedown', (event) => event.preventDefault());
    option.addEventListener('click', () => take(entry));
    list.append(option);
  });
  list.hidden = false;
  $('q').setAttribute('aria-expanded', 'true');
  drawSelected();
}

function drawSelected() {
  [...$('sugg').children].forEach((option, place) => option.setAttribute('aria-selected', place === selected));
  if (selected < 0) $('q').removeAttribute('aria-activedescendant');
  else $('q').setAttribute('aria-activedescendant', `sugg-${selected}`);
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

function take(entry) {
  close();
  choose(entry);
}

function onKey(event) {
  if (event.key === 'Escape') {
    if ($('sugg').hidden) $('q').value = '';
    return close();
  }
  if (event.key === 'Enter') {
    event.preventDefault();
    return enter();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || $('sugg').hidden) return undefined;
  event.preventDefault();
  selected = selected < 0 && step < 0 ? found.length - 1 : (selected + step + found.length) % found.length;
  drawSelected();
  return $('sugg').children[selected].scrollIntoView({ block: 'nearest' });
}

function enter() {
  const typed = $('q').value.trim();
  if (!$('sugg').hidden && found[selected]) take(found[selected]);
  else if (typed.length) take({ name: typed, mode: 'game' });
}
