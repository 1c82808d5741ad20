/**
 * Phrase gate: cuts what a microphone hears into phrases, by how loud it is. It opens above the noise floor, keeps what
 * came just before (else the first syllable is missing), and closes after a pause. No DOM, no clock of its own.
 */

export const RATE = 16_000;
const PIECE_S = 0.02;
/** What is kept of the time before it opened. */
const BEFORE_S = 0.3;
/** A pause that ends a phrase. */
const CLOSES_AFTER_S = 0.6;
/** A phrase lasts so long at most; and the next one is sent so long after the last one at the earliest. */
const LONGEST_S = 15;
const APART_S = 3;
/** Less than that of a voice is a click. */
const LEAST_VOICE_S = 0.24;
const FLOOR_S = 30;
const FLOOR_SHARE = 0.1;
const ABOVE_FLOOR_DB = 12;
const LEAST_DB = -50;
const CLOSES_LOWER_DB = 6;
export const SILENCE_DB = -100;
const OPENS_PIECES = 3;
const OF_PIECES = 5;

const pieces = (seconds) => Math.round(seconds / PIECE_S);

export class PhraseGate {
  #onPhrase;
  /** @type {Float32Array[]} of the phrase, or before one */
  #kept = [];
  /** @type {number[]} levels of the last half minute, one in five */
  #levels = [];
  /** @type {boolean[]} whether each of the last pieces was loud */
  #loud = [];
  #count = 0;
  #voiced = 0;
  #quiet = 0;
  #isOpen = false;
  #sinceSent = Infinity;
  levelDb = SILENCE_DB;

  /** @param {(samples: Float32Array) => void} onPhrase is given a phrase, at 16 kHz */
  constructor(onPhrase) {
    this.#onPhrase = onPhrase;
  }

  /** Whether somebody talks. */
  get isOpen() {
    return this.#isOpen;
  }

  /** From which level on somebody does. */
  get opensDb() {
    const sorted = [...this.#levels].sort((one, other) => one - other);
    const floor = sorted.length ? sorted[Math.floor(sorted.length * FLOOR_SHARE)] : SILENCE_DB;
    return Math.max(floor + ABOVE_FLOOR_DB, LEAST_DB);
  }

  /** Take the next 20 ms. @param {Float32Array} piece at 16 kHz */
  take(piece) {
    this.levelDb = decibels(piece);
    this.#count += 1;
    this.#sinceSent += 1;
    if (this.#count % OF_PIECES === 0) this.#levels.push(this.levelDb);
    if (this.#levels.length > pieces(FLOOR_S) / OF_PIECES) this.#levels.shift();
    const opensDb = this.opensDb;
    this.#loud.push(this.levelDb >= opensDb);
    if (this.#loud.length > OF_PIECES) this.#loud.shift();
    this.#kept.push(piece);
    if (this.#isOpen) this.#goOn(opensDb);
    else if (this.#loud.filter(Boolean).length >= OPENS_PIECES) this.#open();
    else if (this.#kept.length > pieces(BEFORE_S)) this.#kept.shift();
  }

  /** Forget what was begun. */
  clear() {
    this.#isOpen = false;
    this.#kept = [];
    this.#loud = [];
  }

  #open() {
    this.#isOpen = true;
    this.#voiced = OPENS_PIECES;
    this.#quiet = 0;
  }

  #goOn(opensDb) {
    const isLoud = this.levelDb >= opensDb - CLOSES_LOWER_DB;
    this.#voiced += isLoud ? 1 : 0;
    this.#quiet = isLoud ? 0 : this.#quiet + 1;
    const isLong = this.#kept.length >= pieces(LONGEST_S);
    if (!isLong && (this.#quiet < pieces(CLOSES_AFTER_S) || this.#sinceSent < pieces(APART_S))) return;
    const [phrase, voiced] = [this.#kept, this.#voiced];
    this.clear();
    if (voiced < pieces(LEAST_VOICE_S)) return;
    this.#sinceSent = 0;
    this.#onPhrase(joined(phrase));
  }
}

function decibels(samples) {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum ? Math.max(SILENCE_DB, 10 * Math.log10(sum / samples.length)) : SILENCE_DB;
}

function joined(parts) {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
