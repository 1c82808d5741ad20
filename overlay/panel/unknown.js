/** Unknown: the game that is on has no pack and no model writes about it. What it gets, and the two ways on. */

import * as channel from './channel.js';
import { $ } from './dom.js';
import { goTo } from './folds.js';
import { onWords, t } from './words.js';

const STORED = 'seatfiller_fine';
/** So many names are remembered as fine as they are. */
const MOST = 40;

let source = null;

export function startUnknown() {
  $('unknown-model').onclick = () => goTo('writing', 'writing-h');
  $('unknown-own').onclick = () => goTo('mine', 'mine-lines');
  $('unknown-fine').onclick = () => {
    localStorage.setItem(STORED, JSON.stringify([...fine(), channel.current().game].slice(-MOST)));
    draw();
  };
  channel.onChannel(draw);
  onWords(draw);
}

/** @param {{source: object}} status the room's */
export function showUnknown(status) {
  source = status.source;
  draw();
}

function fine() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? [];
  } catch {
    return [];
  }
}

function draw() {
  const now = channel.current();
  const on = now?.games.find(({ name }) => name === now.game);
  const shown = on && source?.state === 'off' && on.source !== 'pack' && !fine().includes(on.name);
  $('unknown').hidden = !shown;
  if (!shown) return;
  const topic = on.mode === 'chatting';
  $('unknown-title').textContent = t(topic ? 'panel.unknown.topic' : 'panel.unknown.game', { name: on.name });
  $('unknown-text').textContent = t(topic ? 'panel.unknown.topic.text' : 'panel.unknown.game.text');
}
