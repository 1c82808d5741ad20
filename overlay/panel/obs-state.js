/** Known: how it stands with OBS itself, as last told. No DOM. */

import { Listeners } from '../common/listeners.js';

/** @type {{state: string, version: string | null, hidden: boolean, enabled: boolean, url: string} | null} */
let connection = null;
const listeners = new Listeners();

/** Whether OBS itself has hidden our sources, as far as is known. */
export const isHiddenInObs = () => Boolean(connection?.hidden);

/** Call `then` with how it stands with OBS: at once if that is known, then whenever it is told. @param {AbortSignal} [signal] */
export function onObs(then, signal) {
  listeners.add(then, signal);
  if (connection) then(connection);
}

export function receiveConnection(next) {
  connection = next;
  listeners.tell(next);
}
