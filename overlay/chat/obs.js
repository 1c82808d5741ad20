/** What OBS tells its pages, if it is OBS at all. Events need no permission; nothing is asked above level 1. */

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
