/**
 * Settle: of the values that a slider takes on its way, the first is sent at once and then the last one.
 *
 * No DOM in here.
 */

const QUIET_MS = 250;

let lastKeys = '';
let lastAt = -Infinity;
/** @type {{keys: string, patch: object, send: Function, sent: () => void, timer: number, ends: Function[]} | null} */
let waiting = null;

/**
 * @param {object} patch
 * @param {(patch: object) => Promise<boolean>} send
 * @param {(patch: object) => () => void} preview shows a value that must wait; what it gives back is called before it is sent
 * @returns {Promise<boolean>} whether the server took it, or the value that came after it
 */
export function settle(patch, send, preview) {
  const keys = Object.keys(patch).sort().join();
  if (waiting && waiting.keys !== keys) flush();
  const quick = keys === lastKeys && performance.now() - lastAt < QUIET_MS;
  lastKeys = keys;
  lastAt = performance.now();
  if (!waiting && !quick) return send(patch);
  const ends = waiting?.ends ?? [];
  clearTimeout(waiting?.timer);
  waiting?.sent();
  waiting = { keys, patch: joined(waiting?.patch, patch), send, sent: preview(patch), timer: setTimeout(flush, QUIET_MS), ends };
  return new Promise((end) => ends.push(end));
}

async function flush() {
  const { patch, send, sent, timer, ends } = waiting;
  clearTimeout(timer);
  waiting = null;
  sent();
  const took = await send(patch);
  for (const end of ends) end(took);
}

/** The later value of each; parts of a whole (weights, the streamer) are joined. */
function joined(before = {}, after) {
  const parts = Object.entries(after).map(([key, value]) => [key, isPlain(value) && isPlain(before[key]) ? { ...before[key], ...value } : value]);
  return { ...before, ...Object.fromEntries(parts) };
}

const isPlain = (value) => Object.prototype.toString.call(value) === '[object Object]';
