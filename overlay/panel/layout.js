/** Where the sections stand: in one column that folds, or in two to four, as `layouts.html` says. */

import { $ } from '../common/dom.js';

const COLUMNS = ['one', 'two', 'three', 'four'];

export class Layout {
  /** @type {{width: MediaQueryList, columns: string[][]}[]} the widest first */
  #layouts;
  #layout = null;
  #whenFolded;
  /** @type {AbortController | null} while connected */
  #stop = null;

  /** @param {() => void} whenFolded is called whenever a section may have been folded or unfolded */
  constructor(whenFolded) {
    const layouts = JSON.parse($('layouts').textContent);
    this.#layouts = layouts.map(({ fromPx, columns }) => ({ width: matchMedia(`(min-width: ${fromPx}px)`), columns }));
    this.#whenFolded = whenFolded;
  }

  connect() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (const section of folds()) {
      const turn = () => !this.#standsOpen(section) && this.#turn(section, !section.classList.contains('open'));
      headOf(section).addEventListener('click', turn, { signal });
    }
    for (const { width } of this.#layouts) width.addEventListener('change', () => this.#layOut(), { signal });
    this.#layOut();
  }

  disconnect() {
    this.#stop.abort();
  }

  /** Whether what is in a section can be seen. @param {HTMLElement} section */
  isOpen(section) {
    return this.#standsOpen(section) || section.classList.contains('open');
  }

  /** Unfold a section, bring it into view and put the keyboard on `field` in it. @param {string} name @param {string} [field] its id */
  goTo(name, field) {
    const section = sectionOf(name);
    this.unfold(section);
    section.scrollIntoView({ block: 'nearest' });
    $(field)?.focus();
  }

  /** @param {HTMLElement} section */
  unfold(section) {
    if (section.classList.contains('fold') && !this.#standsOpen(section)) this.#turn(section, true);
  }

  #turn(section, open) {
    section.classList.toggle('open', open);
    headOf(section).setAttribute('aria-expanded', open);
    this.#whenFolded();
  }

  /** In more than one column only what is deep folds. */
  #standsOpen(section) {
    return this.#layout.columns.length > 1 && !section.classList.contains('deep');
  }

  #layOut() {
    const next = this.#layouts.find(({ width }) => width.matches);
    if (next === this.#layout) return;
    this.#layout = next;
    COLUMNS.forEach((column, place) => $(column).append(...(next.columns[place] ?? []).map(sectionOf)));
    for (const section of folds()) {
      const stands = this.#standsOpen(section);
      section.classList.toggle('stands', stands);
      headOf(section).tabIndex = stands ? -1 : 0;
      headOf(section).setAttribute('aria-expanded', this.isOpen(section));
    }
    this.#whenFolded();
  }
}

const folds = () => document.querySelectorAll('.fold');
const headOf = (section) => section.querySelector('h2 > button');
const sectionOf = (name) => document.querySelector(`[data-section="${name}"]`);
