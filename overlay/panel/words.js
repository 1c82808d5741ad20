/** The panel's words: put into the page by data attributes, and switched without a reload. */

import { pageData } from '../common/dom.js';
import { Listeners } from '../common/listeners.js';
import { translator } from '../common/words.js';

const YEAR_S = 31_536_000;
const page = pageData();
let translate = translator(page.words, page.lang);
const listeners = new Listeners();

export const language = () => document.documentElement.lang;
/** The time of day, as people read it; empty without one. @param {number | null} ms */
export const timeOfDay = (ms) => (ms ? new Date(ms).toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) : '');
/** @param {string} key @param {object} [values] */
export const t = (key, values) => translate(key, values);
/** Call `then` now and after every switch. @param {AbortSignal} [signal] */
export function onWords(then, signal) {
  listeners.add(then, signal);
  then();
}

export async function switchLanguage() {
  const next = language() === 'es' ? 'en' : 'es';
  const words = await (await fetch(new URL(`../locales/${next}.json`, import.meta.url))).json();
  translate = translator(words, next);
  document.documentElement.lang = next;
  document.cookie = `seatfiller_language=${next}; path=/; SameSite=Strict; max-age=${YEAR_S}`;
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll('[data-aria]')) node.setAttribute('aria-label', t(node.dataset.aria));
  for (const node of document.querySelectorAll('[data-placeholder]')) node.placeholder = t(node.dataset.placeholder);
  listeners.tell();
}
