/** Socket: the hearing page's one connection to the server. It comes back by itself, unless its link is dead. */

const AGAIN_MS = 1_000;
const LONGEST_AGAIN_MS = 15_000;
/** Recordings that wait in the browser: more than one phrase is stale when it gets through. */
const MOST_UNSENT_BYTES = 1_000_000;

export class HearSocket {
  #socket = null;
  #againMs = AGAIN_MS;
  #isOver = false;
  #onMessage;
  #onOpen;

  /** @param {string} token of a link; empty where a cookie opens it */
  constructor(token, onMessage, onOpen) {
    this.url = new URL('/api/listen', location.href);
    this.url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    if (token) this.url.searchParams.set('token', token);
    [this.#onMessage, this.#onOpen] = [onMessage, onOpen];
  }

  connect() {
    const socket = (this.#socket = new WebSocket(this.url));
    socket.onopen = () => {
      this.#againMs = AGAIN_MS;
      this.#onOpen(true);
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === 'gone' && message.reason !== 'stopping') this.#isOver = true;
      this.#onMessage(message);
    };
    socket.onclose = () => {
      if (this.#isOver) return;
      this.#onOpen(false);
      setTimeout(() => this.connect(), this.#againMs);
      this.#againMs = Math.min(2 * this.#againMs, LONGEST_AGAIN_MS);
    };
  }

  /** @param {object} message */
  tell(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** @param {ArrayBuffer} recording */
  send(recording) {
    const socket = this.#socket;
    if (socket?.readyState === WebSocket.OPEN && socket.bufferedAmount < MOST_UNSENT_BYTES) socket.send(recording);
  }
}
