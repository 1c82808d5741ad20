/** One press: a thumb that bounces must not press twice. */

const BOUNCE_MS = 700;

/**
 * Swallow a press that comes too soon after the last one. Set up before the button's own listeners.
 * @param {HTMLElement} button @param {() => boolean} [held] whether it may be swallowed now
 */
export function onePress(button, held = () => true) {
  let last = -Infinity;
  button.addEventListener('click', (event) => {
    const soon = performance.now() - last < BOUNCE_MS;
    if (soon && held()) {
      event.stopImmediatePropagation();
      return;
    }
    last = performance.now();
  });
}
