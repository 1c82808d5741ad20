/** Known: how it stands with OBS itself, as last told. No DOM. */

/** @type {{state: string, version: string | null, hidden: boolean, enabled: boolean, url: string} | null} */
let connection = null;
const listeners = [];

export const obsConnection = () => connection;
/** Whether OBS itself has hidden our sources, as far as is known. */
export const isHiddenInObs = () => Boolean(connection?.hidden);
/** Call `then` whenever how it stands with OBS is told. */
export const onObs = (then) => listeners.push(then);

export function know(next) {
  connection = next;
  for (const then of listeners) then();
}
