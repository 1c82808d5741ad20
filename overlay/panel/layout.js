/** Where the sections stand: in one column that folds, or in two to four, as `layouts.html` says. */

import { $ } from '../common/dom.js';

const COLUMNS = ['one', 'two', 'three', 'four'];
/** @type {{width: MediaQueryList, columns: string[][]}[]} the widest first */
const LAYOUTS = JSON.parse($('layouts').textContent).map(({ fromPx, columns }) => ({ width: matchMedia(`(min-width: ${fromPx}px)`), columns }));

let layout = null;
const listeners = [];

export function startLayout() {
  for (const section of document.querySelectorAll('.fold')) {
    section.querySelector('h2 > button').addEventListener('click', () => !standsOpen(section) && turn(section, !section.classList.contains('open')));
  }
  for (const { width } of LAYOUTS) width.addEventListener('change', layOut);
  layOut();
}

/** Call `then` whenever a section may have been folded or unfolded. */
export function onFold(then) {
  listeners.push(then);
}

/** Whether what is in a section can be seen. */
export const isOpen = (section) => standsOpen(section) || section.classList.contains('open');

/** Unfold a section, bring it into view and put the keyboard on `field` in it. @param {string} name @param {string} field its id */
export function goTo(name, field) {
  const section = sectionOf(name);
  if (section.classList.contains('fold') && !standsOpen(section)) turn(section, true);
  section.scrollIntoView({ block: 'nearest' });
  $(field)?.focus();
}

const sectionOf = (name) => document.querySelector(`[data-section="${name}"]`);

function turn(section, open) {
  section.classList.toggle('open', open);
  section.querySelector('h2 > button').setAttribute('aria-expanded', open);
  for (const then of listeners) then();
}

/** In more than one column only what is deep folds. */
const standsOpen = (section) => layout.columns.length > 1 && !section.classList.contains('deep');

function layOut() {
  const next = LAYOUTS.find(({ width }) => width.matches);
  if (next === layout) return;
  layout = next;
  COLUMNS.forEach((column, place) => $(column).append(...(layout.columns[place] ?? []).map(sectionOf)));
  for (const section of document.querySelectorAll('.fold')) {
    const button = section.querySelector('h2 > button');
    section.classList.toggle('stands', standsOpen(section));
    button.tabIndex = standsOpen(section) ? -1 : 0;
    button.setAttribute('aria-expanded', isOpen(section));
  }
  for (const then of listeners) then();
}
