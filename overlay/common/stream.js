/**
 * The event stream, owned by the page: it comes back after any outage by itself, resumes where it was, and shows
 * nothing twice. EventSource alone gives up for good at the first answer that isn't 200.
 *
 * No DOM in here.
 */

const LONGEST_WAIT_MS = 10_000;
const FIRST_WAIT_MS = 1_000;
const CROWDED_WAIT_MS = 30_000;
const REMEMBERED = 600;
const NAMED = ['settings', 'status', 'moment', 'clear', 'happening'];
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
 * @property {(reason: string) => void} [gone]      the server won't have us; `no-link`, `dead-link`, `renewed`...
 * @property {(open: boolean, tries: number) => void} [connection]
 */

export class Stream {
  #url;
  #handlers;
  #source = null;
  #timer = 0;
  #tries = 0;
  #lastId = '';
  #seen = new Set();
  #fresh = false;

  /**
   * @param {Record<string, string>} query  what to send beside the resume id
   * @param {Handlers} handlers
   */
  constructor(query, handlers) {
    this.#url = `/api/chat-stream?${new URLSearchParams(query)}`;
    this.#handlers = handlers;
  }

  /** Open the stream, and keep it open until `disconnect`. */
  connect() {
    this.disconnect();
    const resume = this.#lastId ? `&lastEventId=${encodeURIComponent(this.#lastId)}` : '';
    const source = new EventSource(this.#url + resume);
    this.#source = source;
    this.#fresh = true;
    source.onopen = () => {
      this.#fresh = true;
      this.#tries = 0;
      this.#handlers.connection?.(true, 0);
    };
    source.onmessage = (event) => this.#onMessage(event);
    for (const name of NAMED) source.addEventListener(name, (event) => this.#onNamed(name, event));
    source.addEventListener('gone', (event) => this.#onGone(event));
    source.onerror = () => this.#onError(source);
  }

  /** Close the stream and stop trying. */
  disconnect() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** Try now instead of at the next turn. */
  retry() {
    this.connect();
  }

  #onMessage(event) {
    if (event.lastEventId) this.#lastId = event.lastEventId;
    const message = parse(event.data);
    if (!message || this.#seen.has(message.id)) return;
    this.#seen.add(message.id);
    if (this.#seen.size > REMEMBERED) this.#seen.delete(this.#seen.values().next().value);
    this.#handlers.message?.(message, this.#fresh);
  }

  #onNamed(name, event) {
    if (event.lastEventId) this.#lastId = event.lastEventId;
    // What comes before a connection's first status is history.
    if (name === 'status') this.#fresh = false;
    const data = parse(event.data);
    if (data) this.#handlers[name]?.(data);
  }

  #onGone(event) {
    const reason = parse(event.data)?.reason ?? 'dead-link';
    this.disconnect();
    this.#handlers.gone?.(reason);
    if (!FINAL.includes(reason)) this.#timer = setTimeout(() => this.connect(), CROWDED_WAIT_MS);
  }

  #onError(source) {
    if (source !== this.#source) return;
    this.#tries += 1;
    this.#handlers.connection?.(false, this.#tries);
    // CONNECTING: the browser tries again by itself, with Last-Event-ID.
    if (source.readyState !== EventSource.CLOSED) return;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#tries, 4));
    clearTimeout(this.#timer);
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
