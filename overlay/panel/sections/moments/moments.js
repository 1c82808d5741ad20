/** Moments: big buttons for the first four, chips for the others and for the game's own. A press shows at once. */

import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { $, element, icon, onChoice } from '../../../common/dom.js';
import { state } from '../now/now.js';
import { toast } from '../../toast.js';
import { language, onWords, t } from '../../words.js';

const BIG = 4;
/** The keys 1 to 9 press what stands first. */
const KEYS = 9;
const FACES = ['laugh', 'hype', 'fear', 'omg'];
const buttons = new Map();
let everybodys = [];
let own = [];
let intensity = 2;
let unfolded = false;

/** @param {{type: string, label: Record<string, string>}[]} moments that every game has */
export function startMoments(moments) {
  everybodys = moments;
  everybodys.slice(0, BIG).forEach((moment, place) => keep(moment.type, bigButton(moment, place), $('moments')));
  onChoice('force', (force) => {
    intensity = Number(force);
    document.querySelectorAll('.force i').forEach((bar, place) => bar.classList.toggle('on', place < intensity));
  });
  channel.onChannel((now) => {
    if (JSON.stringify(now.moments) === JSON.stringify(own)) return;
    own = now.moments;
    draw();
  });
  $('moments-toggle').addEventListener('click', () => {
    unfolded = !unfolded;
    fit();
  });
  new ResizeObserver(fit).observe($('more-moments'));
  onWords(draw);
}

/** The moments there are now, the game's own after the first four. @returns {{type: string, label: string}[]} */
export function shown() {
  const named = everybodys.map(({ type, label }) => ({ type, label: label[language()] ?? type }));
  return [...named.slice(0, BIG), ...own, ...named.slice(BIG)];
}

/** Press the moment at `place`, as its key does. */
export const pressAt = (place) => buttons.get(shown()[place]?.type)?.button.click();

/** A wave has begun, whoever asked for it. @param {{type: string, lastsMs: number}} wave */
export function begun(wave) {
  const entry = buttons.get(wave.type);
  if (entry) run(entry, wave.lastsMs);
}

function draw() {
  const row = $('more-moments');
  row.textContent = '';
  shown().forEach(({ type, label }, place) => {
    if (place >= BIG) keep(type, chip(place), row);
    const { word } = buttons.get(type);
    word.textContent = label;
  });
  fit();
}

/** One row of chips, as many as there is room for, until somebody asks for more. What doesn't show can't be tabbed to. */
function fit() {
  const row = $('more-moments');
  const toggle = $('moments-toggle');
  toggle.textContent = t(unfolded ? 'panel.moments.less' : 'panel.moments.more');
  toggle.setAttribute('aria-expanded', unfolded);
  toggle.hidden = false;
  for (const button of row.children) button.hidden = false;
  const second = [...row.children].findIndex((button) => button.offsetTop > row.firstElementChild.offsetTop);
  if (second < 0) {
    toggle.hidden = !unfolded;
    return;
  }
  if (!unfolded) [...row.children].slice(second).forEach((button) => (button.hidden = true));
}

function keep(type, button, place) {
  button.type = 'button';
  button.disabled = state() === 'gone';
  button.addEventListener('click', () => press(type));
  place.append(button);
  buttons.set(type, { button, running: 0, word: button.querySelector('.word') });
}

function chip(place) {
  const button = element('button', 'chip');
  button.append(element('span', 'word'));
  if (place < KEYS) {
    button.setAttribute('aria-keyshortcuts', place + 1);
    button.append(keyOf(place));
  }
  button.append(element('i', 'wave'));
  return button;
}

/** Make a moment. */
export async function press(type) {
  if (state() !== 'playing') {
    toast(t({ paused: 'panel.moment.paused', hidden: 'panel.moment.hidden' }[state()] ?? 'error.NOT_PLAYING'));
    return;
  }
  const { button } = buttons.get(type);
  button.setAttribute('aria-busy', 'true');
  try {
    await call('POST', '/api/chat-wave', { type, intensity });
  } catch (error) {
    if (!buttons.get(type)?.running) button.removeAttribute('aria-busy');
    toast(channel.wordsOf(error));
  }
}

function run(entry, ms) {
  const { button } = entry;
  entry.running += 1;
  const bar = button.querySelector('.wave');
  const count = button.querySelector('.count');
  button.setAttribute('aria-busy', 'true');
  if (count) {
    count.hidden = entry.running < 2;
    count.textContent = `×${entry.running}`;
  }
  if (bar) {
    bar.style.transition = 'none';
    bar.style.transform = 'scaleX(0)';
    requestAnimationFrame(() => {
      bar.style.transition = `transform ${ms}ms linear`;
      bar.style.transform = 'scaleX(1)';
    });
  }
  setTimeout(() => {
    entry.running -= 1;
    if (count) {
      count.textContent = `×${entry.running}`;
      count.hidden = entry.running < 2;
    }
    if (entry.running) return;
    button.removeAttribute('aria-busy');
    if (bar) {
      bar.style.transition = 'none';
      bar.style.transform = '';
    }
  }, ms);
}

function bigButton(moment, place) {
  const button = element('button', `moment m-${moment.type}`);
  button.setAttribute('aria-keyshortcuts', place + 1);
  const count = element('span', 'count');
  count.hidden = true;
  button.append(icon(FACES.includes(moment.type) ? `f-${moment.type}` : 'f-hype', 'face'), element('span', 'word'), keyOf(place), count, element('i', 'wave'));
  return button;
}

function keyOf(place) {
  const key = element('kbd', '', String(place + 1));
  key.setAttribute('aria-hidden', 'true');
  return key;
}
