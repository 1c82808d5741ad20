/**
 * The two ways to read a room's events, with one face: Server-Sent Events, and the same over a WebSocket.
 *
 * No DOM in here.
 */

const NAMED = ['settings', 'status', 'moment', 'clear', 'happening', 'highlight', 'written', 'script', 'obs', 'gone'];

/**
 * @typedef {object} Listener
 * @property {() => void} open
 * @property {(name: string, data: string, id: string) => void} event  `message` for what a viewer says
 * @property {(again: boolean) => void} lost  `again`: the source tries again by itself
 *
 * @typedef {{close: () => void}} Source
 */

/** @param {Record<string, string>} query @param {Listener} listener @returns {Source} */
export function eventSource(query, listener) {
  const source = new EventSource(`/api/chat-stream?${new URLSearchParams(query)}`);
  source.onopen = () => listener.open();
  source.onmessage = (event) => listener.event('message', event.data, event.lastEventId);
  for (const name of NAMED) source.addEventListener(name, (event) => listener.event(name, event.data, event.lastEventId));
  // CONNECTING: the browser tries again by itself, with Last-Event-ID.
  source.onerror = () => listener.lost(source.readyState !== EventSource.CLOSED);
  return source;
}

/** @param {Record<string, string>} query @param {Listener} listener @returns {Source} */
export function socket(query, listener) {
  const url = new URL(`/api/chat-socket?${new URLSearchParams(query)}`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const source = new WebSocket(url);
  source.onopen = () => listener.open();
  source.onmessage = (event) => {
    const { id, event: name, data } = JSON.parse(event.data);
    listener.event(name, JSON.stringify(data), id ?? '');
  };
  source.onclose = () => listener.lost(false);
  return source;
}
