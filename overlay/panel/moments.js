/** Moments: big buttons for the first four, chips for the rest. A press shows at once; more presses queue. */

import { call } from './api.js';
import { wordsOf } from './channel.js';
import { $, element, icon } from './dom.js';
import { state } from './now.js';
import { toast } from './toast.js';
import { language, onWords, t } from './words.js';

const BIG = 4;
const FACES = ['laugh', 'hype', 'fear', 'omg'];
const buttons = new Map();

export function startMoments(moments) {
  moments.forEach((moment, place) => {
    const button = place < BIG ? bigButton(moment, place) : element('button', 'chip');
    button.type = 'button';
    button.addEventListener('click', () => press(moment.type));
    buttons.set(moment.type, { button, moment, running: 0, word: button.querySelector('.word') ?? button });
    (place < BIG ? $('moments') : $('more-moments')).append(button);
  });
  onWords(() => {
    for (const { word, moment } of buttons.values()) word.textContent = moment.label[language()] ?? moment.type;
  });
}

/** Press the moment at `place`, as its key does. */
export const pressAt = (place) => [...buttons.values()][place]?.button.click();

/** A wave has begun, whoever asked for it. @param {{type: string, lastsMs: number}} wave */
export function begun(wave) {
  const entry = buttons.get(wave.type);
  if (entry) run(entry, wave.lastsMs);
}

async function press(type) {
  if (state() !== 'playing') {
    toast(t(state() === 'paused' ? 'panel.moment.paused' : 'error.NOT_PLAYING'));
    return;
  }
  const { button } = buttons.get(type);
  button.setAttribute('aria-busy', 'true');
  try {
    await call('POST', '/api/chat-wave', { type });
  } catch (error) {
    if (!buttons.get(type).running) button.removeAttribute('aria-busy');
    toast(wordsOf(error));
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
  const key = element('kbd', '', String(place + 1));
  key.setAttribute('aria-hidden', 'true');
  const count = element('span', 'count');
  count.hidden = true;
  button.append(icon(FACES.includes(moment.type) ? `f-${moment.type}` : 'f-hype', 'face'), element('span', 'word'), key, count, element('i', 'wave'));
  return button;
}
