/** Awake: the screen stays on while the page is looked at, where the browser can do that (it needs HTTPS or this machine). */

export function stayAwake() {
  const ask = async () => {
    if (document.hidden || !('wakeLock' in navigator)) return;
    try {
      await navigator.wakeLock.request('screen');
    } catch {
      // A low battery: the screen goes off as it always does.
    }
  };
  // The lock is lost whenever the page is left.
  document.addEventListener('visibilitychange', ask);
  ask();
}
