/** A shuffle bag: gives each item once, in any order, before any comes again, and never the same twice in a row. No DOM. */

export class ShuffleBag {
  #items;
  #left = [];
  #last;

  /** @param {Array} items two at least */
  constructor(items) {
    this.#items = items;
  }

  draw() {
    if (!this.#left.length) {
      this.#left = shuffled(this.#items);
      if (this.#left.at(-1) === this.#last) this.#left.reverse();
    }
    this.#last = this.#left.pop();
    return this.#last;
  }
}

function shuffled(items) {
  const left = [...items];
  for (let place = left.length - 1; place > 0; place -= 1) {
    const other = Math.floor(Math.random() * (place + 1));
    [left[place], left[other]] = [left[other], left[place]];
  }
  return left;
}
