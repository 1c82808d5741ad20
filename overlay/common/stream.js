/**
 * The event stream, owned by the page: it comes back after any outage by itself, resumes where it was, and shows
 * nothing twice. EventSource alone gives up for good at the first answer that isn't 200, and takes a head without a
 * body for a stream. Here only an event counts as being connected, and silence as being lost.
 *
 * No DOM in here.
 */

import { acquireStreamSlot } from './connections.js';
import { eventSource, socket } from './source.js';
import { Transports } from './transports.js';

const LONGEST_WAIT_MS = 10_000;
const FIRST_WAIT_MS = 1_000;
const CROWDED_WAIT_MS = 30_000;
/** The first event comes with the head of the stream; a page that hears none for so long tries the other transport. */
const FIRST_EVENT_MS = 4_000;
const LONGEST_FIRST_EVENT_MS = 16_000;
const HEARTBEAT_MS = 15_000;
const HEARTBEATS = 2.5;
/** A timer that comes so much late ran on a machine that slept: what was sent meanwhile may be on its way. */
const LATE_MS = 2_000;
const REMEMBERED = 600;
const OPEN = { stream: eventSource, socket };
/** After these there is nothing to come back to. */
const FINAL = ['no-link', 'dead-link', 'renewed', 'bad-game'];

/**
 * @typedef {object} Handlers
 * @property {(message: object, history: boolean, age: number) => void} [message] `age`: ms since it was written
 * @property {(settings: object) => void} [settings]
 * @property {(status: object) => void} [status]
 * @property {(moment: object) => void} [moment]
 * @property {() => void} [clear]
 * @property {(alert: object, age: number) => void} [alert]
 * @property {(highlight: object) => void} [highlight]
 * @property {(script: object) => void} [script]
 * @property {(connection: object) => void} [obs]  how the server's connection to OBS stands; to panels alone
 * @property {(senses: object) => void} [senses]  what the crowd senses of the stream; to panels alone
 * @property {(level: object) => void} [level]  of the microphone, to a panel whose meter is open
 * @property {(reason: string) => void} [gone]      the server won't have us; `no-link`, `dead-link`, `renewed`...
 * @property {(open: boolean, tries: number) => void} [connection]
 */

export class Stream {
  #query;
  #handlers;
  #silenceMs;
  /** @type {import('./source.js').Source | null} */
  #source = null;
  #timer = 0;
  #tries = 0;
  /** @type {Promise<boolean> | null} whether this page may hold a stream */
  #place = null;
  /** @type {Transports | null} */
  #transports = null;
  #wanted = false;
  #worked = false;
  #heardAt = 0;
  #lastId = '';
  #seen = new Set();
  #fresh = false;
  /** The server's clock less this page's own, in ms; null until the server has told its own. */
  #ahead = null;

  /**
   * @param {Record<string, string>} query  what to send beside the resume id
   * @param {Handlers} handlers
   * @param {number} [heartbeatMs]  how often the server shows that it is there, at least
   */
  constructor(query, handlers, heartbeatMs = HEARTBEAT_MS) {
    this.#query = query;
    this.#handlers = handlers;
    this.#silenceMs = heartbeatMs * HEARTBEATS;
  }

  /** Open the stream, and keep it open until `disconnect`. */
  async connect() {
    this.disconnect();
    this.#wanted = true;
    this.#place ??= acquireStreamSlot();
    const place = await this.#place;
    if (!this.#wanted || this.#source) return;
    this.#transports ??= new Transports(place ? 'stream' : 'socket');
    const transport = this.#transports.next;
    const query = this.#lastId ? { ...this.#query, lastEventId: this.#lastId } : this.#query;
    this.#fresh = true;
    let heard = false;
    const mine = (then) => (...all) => source === this.#source && then(...all);
    const source = OPEN[transport](query, {
      event: mine((name, data, id) => {
        this.#heardAt = performance.now();
        if (!heard) this.#onOpen(transport);
        heard = true;
        this.#onEvent(name, data, id);
      }),
      lost: mine(() => this.#onLost(false)),
    });
    this.#source = source;
    this.#heardAt = performance.now();
    this.#watch(Math.min(LONGEST_FIRST_EVENT_MS, FIRST_EVENT_MS * 2 ** Math.floor(this.#tries / 2)));
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

  #onOpen(transport) {
    this.#transports.worked(transport);
    this.#tries = 0;
    this.#watch(this.#silenceMs);
    this.#handlers.connection?.(true, 0);
  }

  /** Lose the source once nothing was heard for so long. One timer, not one per event. */
  #watch(silenceMs, inMs = silenceMs) {
    clearTimeout(this.#timer);
    const due = performance.now() + inMs;
    this.#timer = setTimeout(() => {
      const left = this.#heardAt + silenceMs - performance.now();
      if (left > 0) this.#watch(silenceMs, left);
      else if (performance.now() - due > LATE_MS) this.#watch(silenceMs, LATE_MS);
      else this.#onLost(true);
    }, inMs);
  }

  #onEvent(name, text, id) {
    if (id) this.#lastId = id;
    const data = parse(text);
    if (!data || name === 'ping') return;
    if (typeof data.now === 'number') this.#ahead = data.now - performance.now();
    if (name === 'message') this.#onMessage(data);
    else if (name === 'gone') this.#onGone(data.reason ?? 'dead-link');
    else {
      this.#worked = true;
      // What comes before a connection's first status is history.
      if (name === 'status') this.#fresh = false;
      this.#handlers[name]?.(data, this.#age(data));
    }
  }

  #onMessage(message) {
    if (this.#seen.has(message.id)) return;
    this.#seen.add(message.id);
    if (this.#seen.size > REMEMBERED) this.#seen.delete(this.#seen.values().next().value);
    this.#handlers.message?.(message, this.#fresh, this.#age(message));
  }

  /** Ages need no agreement of clocks: a live message is new, and the age of an earlier one is counted on the server's clock alone. */
  #age({ timestamp }) {
    if (!this.#fresh || this.#ahead === null || !timestamp) return 0;
    return Math.max(0, performance.now() + this.#ahead - timestamp);
  }

  #onGone(reason) {
    const final = FINAL.includes(reason);
    this.disconnect();
    this.#tries += 1;
    // A page that showed the chat keeps it while there is hope.
    if (this.#worked && !final) this.#handlers.connection?.(false, this.#tries);
    else this.#handlers.gone?.(reason);
    if (!final) this.#again(CROWDED_WAIT_MS);
  }

  #onLost(silent) {
    clearTimeout(this.#timer);
    this.#transports.failed(silent);
    this.#tries += 1;
    this.#source?.close();
    this.#source = null;
    this.#handlers.connection?.(false, this.#tries);
    // Silence took its time already: the other transport is tried at once, the first time.
    if (silent && this.#tries === 1) this.connect();
    else this.#again(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#tries, 4)));
  }

  /** Between half of it and all: pages that were lost together don't come back together. */
  #again(waitMs) {
    this.#timer = setTimeout(() => this.connect(), waitMs * (0.5 + Math.random() / 2));
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
