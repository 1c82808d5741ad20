/** What OBS tells its pages, if it is OBS at all. Events need no permission; nothing is asked above level 1. */

import { newId, pageId } from '../common/page-id.js';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const STORED = 'seatfiller_obs';
/** After these the server won't take the report however often it is sent. */
const FINAL = [400, 401, 403, 404];

/**
 * @param {(visible: boolean) => void} onVisible
 * @param {(report: object) => void} onReport
 * @returns {() => void} ask OBS how it is now, for a server that may have forgotten
 */
export function listenToObs(onVisible, onReport) {
  addEventListener('obsSourceVisibleChanged', (event) => onVisible(event.detail?.visible !== false));
  addEventListener('obsStreamingStarted', () => onReport({ streaming: true }));
  addEventListener('obsStreamingStopped', () => onReport({ streaming: false }));
  addEventListener('obsRecordingStarted', () => onReport({ recording: true }));
  addEventListener('obsRecordingStopped', () => onReport({ recording: false }));
  addEventListener('obsSceneChanged', (event) => onReport({ scene: String(event.detail?.name ?? '').slice(0, 200) || null }));
  return () =>
    window.obsstudio?.getStatus?.((status) => onReport({ streaming: Boolean(status?.streaming), recording: Boolean(status?.recording) }));
}

/**
 * Tells the server what OBS said: one call at a time, the latest word on each thing, until it is taken. A report that
 * got lost would leave the chat on a stream that it must not be on.
 * @param {string} token of the overlay's link
 * @returns {(report: object) => void}
 */
export function reporter(token) {
  const who = { page: pageId, obs: obsId() };
  let waiting = {};
  let sending = false;

  async function send() {
    if (sending) return;
    sending = true;
    let rest = FIRST_WAIT_MS;
    while (Object.keys(waiting).length) {
      const report = waiting;
      waiting = {};
      if (await took(token, { ...who, ...report })) rest = FIRST_WAIT_MS;
      else {
        waiting = { ...report, ...waiting };
        await new Promise((later) => setTimeout(later, rest));
        rest = Math.min(LONGEST_WAIT_MS, 2 * rest);
      }
    }
    sending = false;
  }

  return (report) => {
    waiting = { ...waiting, ...report };
    send();
  };
}

/** @returns {Promise<boolean>} whether there is nothing left to do about it */
async function took(token, report) {
  try {
    const answer = await fetch(`/api/obs?token=${encodeURIComponent(token)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(report),
      keepalive: true,
    });
    return answer.ok || FINAL.includes(answer.status);
  } catch {
    return false;
  }
}

/** An id of this OBS: the same for all its pages, which share a storage. Empty where the storage is switched off. */
function obsId() {
  try {
    const kept = localStorage.getItem(STORED);
    if (/^[a-z0-9]{1,40}$/.test(kept ?? '')) return kept;
    const made = newId();
    localStorage.setItem(STORED, made);
    return made;
  } catch {
    return '';
  }
}
