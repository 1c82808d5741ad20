/** The channel as the panel knows it: shown at once, taken back with a word when the server didn't take it. */

import { Listeners } from '../common/listeners.js';
import { call } from './api.js';
import { wordsOf } from './error-words.js';
import { sayThatSaved } from './saved.js';
import { settle } from './settle.js';
import { toast } from './toast.js';

let channel = null;
let pending = 0;
const listeners = new Listeners();

export { wordsOf };
export const current = () => channel;
/** Call `then` with every new state of the channel. @param {AbortSignal} [signal] */
export function onChannel(then, signal) {
  listeners.add(then, signal);
  if (channel) then(channel);
}

/** What the server says; while a change is on its way, only the answer to the last one counts. */
export function receive(next) {
  if (pending) return;
  show(next);
}

/** Change something, and say so where it was changed. @returns {Promise<boolean>} whether the server took it */
export async function change(patch) {
  const where = document.activeElement?.closest('.keeps') ? null : document.activeElement?.closest('.fold');
  const took = await settle(patch, (whole) => send('PATCH', '/api/channel', whole, whole), preview);
  if (took) sayThatSaved(where);
  return took;
}
export const play = (playing) => send('POST', `/api/channel/${playing ? 'start' : 'pause'}`, undefined, { playing });
export const isHidden = () => Boolean(channel) && channel.visibility !== 'up';
/** Tell the server that no stream runs, whichever page said that one does. */
export const offAir = () => send('POST', '/api/channel/off-air');
export const clear = () => send('POST', '/api/channel/clear');

/** What the server says of hiding and pausing: true whatever else is on its way. */
export const receiveShow = ({ visibility, playing }) => show({ ...channel, visibility, playing });

/** Show a value that isn't sent yet. @returns {() => void} once it is */
function preview(patch) {
  show({ ...channel, ...merged(patch) });
  pending += 1;
  return () => (pending -= 1);
}

async function send(method, path, body, shownAs = {}) {
  const before = channel;
  const { game, mode, ...rest } = shownAs; // a game's proper name is the server's to tell
  if (channel && Object.keys(rest).length) show({ ...channel, ...merged(rest) });
  pending += 1;
  try {
    const answer = await call(method, path, body);
    pending -= 1;
    receive(answer);
    return true;
  } catch (error) {
    pending -= 1;
    if (before) show({ ...channel, ...Object.fromEntries(Object.keys(rest).map((key) => [key, before[key]])) });
    toast(wordsOf(error));
    return false;
  }
}

function merged(patch) {
  const whole = { ...patch };
  if (patch.streamer) whole.streamer = { ...channel.streamer, ...patch.streamer };
  return whole;
}

function show(next) {
  channel = next;
  listeners.tell(next);
}
