/** The list of messages: newest first in the DOM, capped, perhaps fading. No layout is ever read. */

const NAMES_KEPT = 300;

export class MessageList {
  #node;
  #max = 40;
  #fadeMs = 0;
  #timer = 0;
  #hidden = false;
  /** @type {{make: () => HTMLElement, at: number}[]} what came while nobody could see it */
  #waiting = [];
  #names = new Map();

  /** @param {HTMLElement} node the `ol` */
  constructor(node) {
    this.#node = node;
  }

  /** Whether somebody of that name wrote lately. */
  knows = (name) => this.#names.has(name.toLowerCase());

  /** @param {{max: number, fade: number}} options */
  configure({ max, fade }) {
    this.#max = max;
    this.#fadeMs = fade * 1000;
    this.#trim();
    this.#schedule();
  }

  /**
   * @param {string} name who
   * @param {() => HTMLElement} make the node, made only if it is going to be seen
   * @param {{still?: boolean, at?: number}} how `still`: no entrance; `at`: when it was written (ms)
   */
  add(name, make, { still = false, at = Date.now() } = {}) {
    this.#remember(name);
    if (this.#fadeMs && Date.now() - at > this.#fadeMs) return;
    if (this.#hidden) {
      this.#waiting.push({ make, at });
      if (this.#waiting.length > this.#max) this.#waiting.shift();
      return;
    }
    this.#insert(make, at, still);
    this.#trim();
    this.#schedule();
  }

  clear() {
    this.#waiting.length = 0;
    this.#node.textContent = '';
  }

  /** A hidden page does nothing; on return it jumps to the newest. */
  set hidden(hidden) {
    if (this.#hidden === hidden) return;
    this.#hidden = hidden;
    if (hidden) return;
    const waiting = this.#waiting.splice(0);
    for (const { make, at } of waiting) if (!this.#fadeMs || Date.now() - at <= this.#fadeMs) this.#insert(make, at, true);
    this.#trim();
    this.#schedule();
  }

  #insert(make, at, still) {
    const node = make();
    node.sfAt = at;
    if (still) node.classList.add('sf-past');
    this.#node.prepend(node);
  }

  #trim() {
    while (this.#node.childElementCount > this.#max) this.#node.lastElementChild.remove();
  }

  /** One timer for all that fade, and none when nothing does. */
  #schedule() {
    clearTimeout(this.#timer);
    const oldest = this.#fadeMs ? this.#oldest() : null;
    if (oldest) this.#timer = setTimeout(() => this.#fade(), Math.max(50, oldest.sfAt + this.#fadeMs - Date.now()));
  }

  #oldest() {
    for (let node = this.#node.lastElementChild; node; node = node.previousElementSibling)
      if (!node.classList.contains('sf-leaving')) return node;
    return null;
  }

  #fade() {
    const now = Date.now();
    for (let node = this.#oldest(); node && node.sfAt + this.#fadeMs <= now; node = this.#oldest()) {
      const leaving = node;
      leaving.classList.add('sf-leaving');
      leaving.addEventListener('transitionend', () => leaving.remove(), { once: true });
      setTimeout(() => leaving.remove(), 2_000); // reduced motion, or a page that is hidden just now
    }
    this.#schedule();
  }

  #remember(name) {
    const key = name.toLowerCase();
    this.#names.delete(key);
    this.#names.set(key, true);
    if (this.#names.size > NAMES_KEPT) this.#names.delete(this.#names.keys().next().value);
  }
}
