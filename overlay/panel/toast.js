/** One line at the foot of the page: what just happened, and perhaps one thing to do about it. */

import { $ } from '../common/dom.js';
import { t } from './words.js';

const SHORT_MS = 5_000;
let timer = 0;

/** @param {string} text @param {{label?: string, act?: () => void, ms?: number}} [how] */
export function toast(text, { label, act, ms = SHORT_MS } = {}) {
  clearTimeout(timer);
  $('toast-text').textContent = text;
  const button = $('toast-do');
  button.hidden = !act;
  button.textContent = label ?? t('panel.undo');
  button.onclick = () => {
    hide();
    act?.();
  };
  $('toast').hidden = false;
  timer = setTimeout(hide, ms);
}

export function hide() {
  clearTimeout(timer);
  $('toast').hidden = true;
}
