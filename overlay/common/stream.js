/**
 * The event stream, owned by the page: it comes back after any outage by itself, resumes where it was, and shows
 * nothing twice. EventSource alone gives up for good at the first answer that isn't 200.
 *
 * No DOM in here.
 */

import { takePlace } from './connections.js';
import { eventSource, socket } from './source.js';

const LONGEST_WAIT_MS = 10_000;
const FIRST_WAIT_MS = 1_000;
const CROWDED_WAIT_MS = 30_000;
const SILENCE_MS = 8_000;
const REMEMBERED = 600;
/** After these there is nothing to come back to. */
const FINAL = ['no-link', 'dead-link', 'renewed', 'bad-game'];

/**
 * @typedef {object} Handlers
 * @property {(message: object, history: boolean) => void} [message]
 * @property {(settings: object) => void} [settings]
 * @property {(status: object) => void} [status]
 * @property {(moment: object) => void} [moment]
 * @property {() => void} [clear]
 * @property {(happening: object) => void} [happening]
 * @property {(highlight: object) => void} [highlight]
 * @property {(script: object) => void} [script]
 * @property {(connection: object) => void} [obs]  how the server's connection to OBS stands; to panels alone
 * @property {(reason: string) => void} [gone]      the server won't have us; `no-link`, `dead-link`, `renewed`...
 * @property {(open: boolean, tries: number) => void} [connection]
 */

export class Stream {
  #query;
  #handlers;
  /** @type {import('./source.js').Source | null} */
  #source = null;
  #timer = 0;
  #tries = 0;
  /** @type {Promise<boolean> | null} whether this page may hold a stream */
  #place = null;
  #wanted = false;
  #lastId = '';
  #seen = new Set();
  #fresh = false;

  /**
   * @param {Record<string, string>} query  what to send beside the resume id
   * @param {Handlers} handlers
   */
  constructor(query, handlers) {
    this.#query = query;
    this.#handlers = handlers;
  }

  /** Open the stream, and keep it open until `disconnect`. */
  async connect() {
    this.disconnect();
    this.#wanted = true;
    this.#place ??= takePlace();
    const streams = await this.#place;
    if (!this.#wanted || this.#source) return;
    const query = this.#lastId ? { ...this.#query, lastEventId: this.#lastId } : this.#query;
    this.#fresh = true;
    // A way that doesn't open (a proxy without WebSockets, a browser out of connections) isn't the only one.
    const open = streams === (this.#tries % 4 < 2) ? eventSource : socket;
    const listener = {
      open: () => source === this.#source && this.#onOpen(),
      event: (name, data, id) => source === this.#source && this.#onEvent(name, data, id),
      lost: (again) => source === this.#source && this.#onLost(again),
    };
    const source = open(query, listener);
    this.#source = source;
    this.#timer = setTimeout(() => this.#onLost(false), SILENCE_MS);
  }

  /** Close the stream and stop trying. */
  disconnect() {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** Try now instead of at the next turn. */
  retry() {
    this.connect();
  }

  #onOpen() {
    clearTimeout(this.#timer);
    this.#fresh = true;
    this.#tries = 0;
    this.#handlers.connection?.(true, 0);
  }

  #onEvent(name, text, id) {
    if (id) this.#lastId = id;
    const data = parse(text);
    if (!data) return;
    if (name === 'message') this.#onMessage(data);
    else if (name === 'gone') this.#onGone(data.reason ?? 'dead-link');
    else {
      // What comes before a connection's first status is history.
      if (name === 'status') this.#fresh = false;
      this.#handlers[name]?.(data);
    }
  }

  #onMessage(message) {
    if (this.#seen.has(message.id)) return;
    this.#seen.add(message.id);
    if (this.#seen.size > REMEMBERED) this.#seen.delete(this.#seen.values().next().value);
    this.#handlers.message?.(message, this.#fresh);
  }

  #onGone(reason) {
    this.disconnect();
    this.#handlers.gone?.(reason);
    if (!FINAL.includes(reason)) this.#timer = setTimeout(() => this.connect(), CROWDED_WAIT_MS);
  }

  #onLost(again) {
    clearTimeout(this.#timer);
    this.#tries += 1;
    this.#handlers.connection?.(false, this.#tries);
    if (again) return;
    this.#source?.close();
    this.#source = null;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#tries, 4));
    this.#timer = setTimeout(() => this.connect(), wait * (0.5 + Math.random() / 2));
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
