/**
 * Which of the two transports to try: the stream or the socket. What stands between a page and the server may keep
 * back one of them (a proxy without WebSockets; a virus scanner that holds an event stream's body), so neither is the
 * only one, and what worked is tried first for as long as the page lives.
 *
 * No DOM in here.
 */

const OTHER = { stream: 'socket', socket: 'stream' };

export class Transports {
  #first;
  #works = false;
  #failures = 0;

  /** @param {'stream' | 'socket'} first the one for a page that has tried nothing yet */
  constructor(first) {
    this.#first = first;
  }

  /** @returns {'stream' | 'socket'} */
  get next() {
    return this.#failures % 2 ? OTHER[this.#first] : this.#first;
  }

  /** An event came by this one. @param {'stream' | 'socket'} transport */
  worked(transport) {
    this.#first = transport;
    this.#works = true;
    this.#failures = 0;
  }

  /**
   * The transport was closed, or kept silent.
   * @param {boolean} silent  A socket that worked and is refused tells that the server is away, nothing of the
   *   transport; and were it left for a stream, many pages would come back on more connections than a browser has.
   */
  failed(silent) {
    if (silent || !this.#works || this.#first === 'stream') this.#failures += 1;
  }
}
