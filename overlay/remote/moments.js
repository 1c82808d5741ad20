/** The moments as big buttons, everybody's and the game's own. One that runs fills up, and says how often. */

import { call } from '../panel/api.js';
import * as channel from '../panel/channel.js';
import { momentsOf } from '../panel/moment-list.js';
import { $, element, icon } from '../common/dom.js';
import { toast } from '../panel/toast.js';
import { language, onWords, t } from '../panel/words.js';
import { onePress } from './press.js';

const FACES = ['laugh', 'hype', 'fear', 'omg'];
const BUZZ_MS = 15;
/** @type {Map<string, {button: HTMLButtonElement, running: number}>} by type */
const entries = new Map();
let everybodys = [];
let own = [];
let open = false;
let state = () => 'gone';
let changed = () => {};

/**
 * @param {{type: string, label: Record<string, string>}[]} moments that every game has
 * @param {() => string} stateNow @param {() => void} then called when a wave begins or ends
 */
export function startMoments(moments, stateNow, then) {
  [everybodys, state, changed] = [moments, stateNow, then];
  channel.onChannel((now) => {
    if (JSON.stringify(now.moments) === JSON.stringify(own)) return;
    own = now.moments;
    draw();
  });
  onWords(draw);
}

/** Whether the moments can be pressed at all. */
export function offer(can) {
  open = can;
  for (const { button } of entries.values()) button.disabled = !can;
}

/** What runs now, in words; empty if nothing does. */
export function running() {
  const names = [...entries.values()].filter((entry) => entry.running);
  return names.map(({ button, running: count }) => (count > 1 ? `${button.dataset.label} ×${count}` : button.dataset.label)).join(', ');
}

/** A wave has begun, from whichever page. @param {{type: string, lastsMs: number}} wave */
export function onMoment({ type, lastsMs }) {
  const entry = entries.get(type);
  if (!entry) return;
  turn(entry, 1);
  const bar = entry.button.querySelector('.wave');
  bar.style.transition = 'none';
  bar.style.transform = 'scaleX(0)';
  requestAnimationFrame(() => requestAnimationFrame(() => {
    bar.style.transition = `transform ${lastsMs}ms linear`;
    bar.style.transform = 'scaleX(1)';
  }));
  setTimeout(() => {
    turn(entry, -1);
    if (entry.running) return;
    bar.style.transition = 'none';
    bar.style.transform = '';
  }, lastsMs);
}

function turn(entry, by) {
  entry.running += by;
  entry.button.classList.toggle('runs', entry.running > 0);
  const count = entry.button.querySelector('.count');
  count.textContent = entry.running > 1 ? `×${entry.running}` : '';
  changed();
}

function draw() {
  const shown = momentsOf(everybodys, own, language());
  const grid = $('moments');
  for (const [type, { button }] of entries) {
    if (shown.some((moment) => moment.type === type)) continue;
    button.remove();
    entries.delete(type);
  }
  shown.forEach(({ type, label }, place) => {
    if (!entries.has(type)) entries.set(type, { button: made(type), running: 0 });
    const { button } = entries.get(type);
    button.dataset.label = label;
    button.querySelector('.word').textContent = label;
    // Moved only where it must: a button that is taken out and put back loses the press that is on it.
    if (grid.children[place] !== button) grid.insertBefore(button, grid.children[place] ?? null);
  });
}

function made(type) {
  const button = element('button', `big-moment m-${type}`);
  button.type = 'button';
  button.disabled = !open;
  if (FACES.includes(type)) button.append(icon(`f-${type}`, 'face'));
  button.append(element('span', 'word'), element('span', 'count'), element('i', 'wave'));
  onePress(button);
  button.addEventListener('click', () => press(type));
  return button;
}

async function press(type) {
  const is = state();
  if (is !== 'playing') {
    toast(t({ paused: 'panel.moment.paused', hidden: 'panel.moment.hidden' }[is] ?? 'error.NOT_PLAYING'));
    return;
  }
  if (navigator.vibrate) navigator.vibrate(BUZZ_MS);
  try {
    await call('POST', '/api/chat-wave', { type });
  } catch (error) {
    toast(channel.wordsOf(error));
  }
}
