/** Listeners: functions to be called at each change. No DOM. */

export class Listeners {
  #all = new Set();

  /** @param {(...told: any[]) => void} then is called with all that is told @param {AbortSignal} [signal] ends that */
  add(then, signal) {
    this.#all.add(then);
    signal?.addEventListener('abort', () => this.#all.delete(then), { once: true });
  }

  tell(...told) {
    for (const then of [...this.#all]) then(...told);
  }
}
