/**
 * Rhythm: the time until the next message. A chat is no metronome: each line stirs the next, a wave stirs many,
 * and then it ebbs.
 *
 * No DOM, no clock: time and chance come as arguments.
 */

const CALM_MS = 3_400;
const EBB_MS = 5_000;
const SHORTEST_MS = 500;
const LONGEST_MS = 9_000;

export class Rhythm {
  #stirred = 0;
  #at = 0;

  /** @param {number} now ms @param {number} by how much: a line .35, a wave 3 */
  stir(now, by = 0.35) {
    this.#stirred = this.#left(now) + by;
    this.#at = now;
  }

  /** @param {number} now ms @param {number} chance evenly from 0 to 1 @returns {number} ms until the next line */
  gap(now, chance) {
    const gap = (-Math.log(1 - chance) * CALM_MS) / (1 + this.#left(now));
    return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, gap));
  }

  #left(now) {
    return this.#stirred * Math.exp((this.#at - now) / EBB_MS);
  }
}
