/**
 * The two transports that read a room's events, with one face: Server-Sent Events, and the same over a WebSocket.
 *
 * No DOM in here.
 */

const NAMED = [
  ...['settings', 'status', 'moment', 'clear', 'alert', 'highlight', 'written', 'script', 'obs', 'senses'],
  ...['level', 'ping', 'gone'],
];

/**
 * @typedef {object} Listener
 * @property {(name: string, data: string, id: string) => void} event  `message` for what a viewer says
 * @property {() => void} lost  it is closed, or the browser would try again by itself: the page does, its own way
 *
 * @typedef {{close: () => void}} Source
 */

/** @param {Record<string, string>} query @param {Listener} listener @returns {Source} */
export function eventSource(query, listener) {
  const source = new EventSource(`/api/chat-stream?${new URLSearchParams(query)}`);
  source.onmessage = (event) => listener.event('message', event.data, event.lastEventId);
  for (const name of NAMED) source.addEventListener(name, (event) => listener.event(name, event.data, event.lastEventId));
  source.onerror = () => listener.lost();
  return source;
}

/** @param {Record<string, string>} query @param {Listener} listener @returns {Source} */
export function socket(query, listener) {
  const url = new URL(`/api/chat-socket?${new URLSearchParams(query)}`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const source = new WebSocket(url);
  source.onmessage = (event) => {
    const { id, event: name, data } = JSON.parse(event.data);
    listener.event(name, JSON.stringify(data), id ?? '');
  };
  source.onclose = () => listener.lost();
  return source;
}
