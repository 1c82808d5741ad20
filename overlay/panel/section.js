/**
 * A section of the panel: a folder of `sections/`, a `data-section` in the page. `connect()` starts it, `disconnect()`
 * stops all that it started: listeners, timers, observers, parts. Between the two the panel tells it what happens, by
 * those of these handlers that it has:
 *
 * - `onWords()` the language, `onChannel(channel)` the settings, `onStatus(status)` the room's: at once, then each change
 * - `onConnection(open, tries)` whether the server is heard, and after how many tries it still isn't
 * - `onMessage(message, isHistory)`, `onMoment(wave)`, `onLine(line)` that a model wrote, `onScript(script)`,
 *   `onHighlight(shown)`, `onObs(connection)`, `onSenses(senses)`, `onLevel(level)`: as the stream's events, see docs/api.md
 * - `onFold()` a section was folded or unfolded, `onUncopied(text)` the clipboard is out of reach
 *
 * A section that shows the settings has a `draw()`, which is called for `onWords` and `onChannel` if it has none itself.
 */
export class Section {
  /** @type {Part[]} with files of their own: connected, told and disconnected with it */
  parts = [];
  /** @type {AbortController | null} while connected */
  #stop = null;
  #timers = new Set();
  /** @type {WeakMap<Element, (event: Event) => void>} what a press on a node that was made here does */
  #acts = new WeakMap();

  /** @param {HTMLElement} element @param {import('./panel.js').Panel} panel */
  constructor(element, panel) {
    this.element = element;
    this.panel = panel;
  }

  connect() {
    this.#stop = new AbortController();
    this.listen(this.element, 'click', (event) => this.#press(event));
    for (const part of this.parts) part.connect();
  }

  disconnect() {
    for (const part of this.parts) part.disconnect();
    for (const timer of this.#timers) this.stop(timer);
    this.#stop?.abort();
  }

  /** Show the state. */
  draw() {}

  onWords() {
    this.draw();
  }

  onChannel() {
    this.draw();
  }

  /** While connected, call a handler, its own and its parts', where there is one. @param {string} handler such as `onStatus` */
  tell(handler, ...told) {
    if (!this.#stop || this.signal.aborted) return;
    this[handler]?.(...told);
    for (const part of this.parts) part.tell(handler, ...told);
  }

  /** Aborted by `disconnect()`: for whatever takes a signal. */
  get signal() {
    return this.#stop.signal;
  }

  /** Listen until `disconnect()`. @param {EventTarget} target */
  listen(target, event, act) {
    target.addEventListener(event, act, { signal: this.signal });
  }

  /** @param {string} name of radio buttons of this section @param {(value: string) => void} act is told what somebody chose */
  whenChosen(name, act) {
    for (const input of this.element.querySelectorAll(`input[name="${name}"]`)) this.listen(input, 'change', () => act(input.value));
  }

  /**
   * Let a press on a node do something. One listener of the section serves them all, so that what is drawn again and
   * again leaves none behind.
   * @template {Element} N @param {N} node @param {(event: Event) => void} act @returns {N}
   */
  whenPressed(node, act) {
    this.#acts.set(node, act);
    return node;
  }

  /** A timer that `stop` or `disconnect()` clears. @returns {number} */
  after(ms, act) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  /** As `after`, again and again. @returns {number} */
  every(ms, act) {
    const timer = setInterval(act, ms);
    this.#timers.add(timer);
    return timer;
  }

  /** @param {number} timer of `after` or `every` */
  stop(timer) {
    clearTimeout(timer);
    this.#timers.delete(timer);
  }

  /** Call `act` at once, and whenever an element changes its size. */
  whenResized(element, act) {
    const observer = new ResizeObserver(act);
    observer.observe(element);
    this.signal.addEventListener('abort', () => observer.disconnect());
  }

  #press(event) {
    for (let node = event.target; node && node !== this.element; node = node.parentElement) this.#acts.get(node)?.(event);
  }
}

/** A part of a section in a file of its own. */
export class Part extends Section {
  /** @param {Section} section */
  constructor(section) {
    super(section.element, section.panel);
    this.section = section;
  }
}
