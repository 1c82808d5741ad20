/** Saving: sliders, switches and choices save by themselves, a line of text on Enter or on leaving it; and a quiet word says so. */

import { element } from '../common/dom.js';
import { t } from './words.js';

const SHOWN_MS = 2_500;
const timers = new WeakMap();
/** The boxes with text that waits for *Save*: while there are any, the page isn't closed without a question. */
const unsaved = new Set();
addEventListener('beforeunload', (event) => {
  if (unsaved.size) event.preventDefault();
});

/**
 * A line of text that saves itself.
 * @param {HTMLInputElement} field @param {(typed: string) => Promise<boolean>} save answers whether the server took it
 * @param {AbortSignal} signal
 */
export function savesItself(field, save, signal) {
  const box = boxOf(field);
  let asked = 0;
  field.addEventListener('change', async () => {
    const number = (asked += 1);
    field.dataset.saving = '';
    const took = await save(field.value);
    if (number !== asked) return; // a later change has its own word
    delete field.dataset.saving;
    if (took) field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
    if (took) say(box.lastElementChild);
  }, { signal });
  field.addEventListener('input', () => field.removeAttribute('aria-invalid'), { signal });
  field.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    field.blur();
  }, { signal });
}

/** The field and the word beside it. */
function boxOf(field) {
  if (field.parentElement.classList.contains('keeps')) return field.parentElement;
  const box = element('span', 'keeps');
  field.replaceWith(box);
  box.append(field, mark());
  return box;
}

/** Show the kept value, unless the field has the focus, or its text is being saved or was refused: typed text isn't lost. */
export function put(field, value) {
  if (document.activeElement !== field && !('saving' in field.dataset) && !field.hasAttribute('aria-invalid')) field.value = value;
}

/** Say beside a section's heading that a change made there was saved. */
export function sayThatSaved(section) {
  const heading = section?.querySelector('h2');
  if (!heading) return;
  let word = heading.querySelector('.saved');
  if (!word) heading.append((word = mark()));
  say(word);
}

/**
 * Several lines of text that wait for *Save*.
 * @param {HTMLElement} box holds the fields @param {HTMLElement} note says that something waits @param {AbortSignal} signal
 * @returns {{waits: () => boolean, changed: () => void, done: () => void}}
 */
export function waitsForSave(box, note, signal) {
  const set = (waits) => {
    if (waits) unsaved.add(box);
    else unsaved.delete(box);
    note.hidden = !waits;
  };
  box.addEventListener('input', () => set(true), { signal });
  set(unsaved.has(box));
  return { waits: () => unsaved.has(box), changed: () => set(true), done: () => set(false) };
}

function mark() {
  const word = element('span', 'saved');
  word.setAttribute('role', 'status');
  return word;
}

function say(word) {
  clearTimeout(timers.get(word));
  word.textContent = t('panel.saved');
  word.classList.add('shown');
  timers.set(word, setTimeout(() => {
    word.classList.remove('shown');
    word.textContent = '';
  }, SHOWN_MS));
}
