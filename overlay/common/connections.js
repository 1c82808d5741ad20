/**
 * Which way a page reads its events. A browser opens six connections to a host over HTTP/1.1, for all of OBS's sources
 * and docks together, and an open stream holds one: with six of them the next page hangs without a word. So a few pages
 * hold a stream, as many as leave room for pages and calls, and the others read the same over a WebSocket, which has a
 * budget of its own.
 *
 * No DOM in here.
 */

const STREAMS = 3;

/**
 * Take one of the places for a stream; it is given back when the page goes, however it goes.
 * @returns {Promise<boolean>} whether there was one; on a page without Web Locks (plain HTTP on a network) there is none
 */
export async function acquireStreamSlot() {
  if (!navigator.locks) return false;
  for (let place = 0; place < STREAMS; place += 1) if (await held(`seatfiller-stream-${place}`)) return true;
  return false;
}

function held(name) {
  return new Promise((answer) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        answer(Boolean(lock));
        return lock ? new Promise(() => {}) : undefined; // held for as long as the page lives
      })
      .catch(() => answer(false));
  });
}
