/** A deck: gives each of its cards once, in any order, before any comes again, and never the same twice in a row. No DOM. */

export class Deck {
  #cards;
  #left = [];
  #last;

  /** @param {Array} cards two at least */
  constructor(cards) {
    this.#cards = cards;
  }

  draw() {
    if (!this.#left.length) {
      this.#left = shuffled(this.#cards);
      if (this.#left.at(-1) === this.#last) this.#left.reverse();
    }
    this.#last = this.#left.pop();
    return this.#last;
  }
}

function shuffled(cards) {
  const left = [...cards];
  for (let place = left.length - 1; place > 0; place -= 1) {
    const other = Math.floor(Math.random() * (place + 1));
    [left[place], left[other]] = [left[other], left[place]];
  }
  return left;
}
