/** Choice: a row of chips of which one is pressed; "all" is the first. */

import { button } from '../common/dom.js';

export class Choice {
  #box;
  #prefix;
  #t;
  #then;
  #chosen = '';

  constructor(box, prefix, t, then) {
    this.#box = box;
    this.#prefix = prefix;
    this.#t = t;
    this.#then = then;
  }

  /** Show what there is, in the order in which it comes. */
  offer(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    this.#box.textContent = '';
    for (const value of ['', ...counts.keys()]) this.#box.append(this.#chip(value));
  }

  has(value) {
    return !this.#chosen || value === this.#chosen;
  }

  #chip(value) {
    const chip = button('chip', value ? this.#t(`${this.#prefix}.${value}`) : this.#t('phrases.all'));
    chip.setAttribute('aria-pressed', value === this.#chosen);
    chip.onclick = () => {
      this.#chosen = value;
      for (const other of this.#box.children) other.setAttribute('aria-pressed', other === chip);
      this.#then();
    };
    return chip;
  }
}

