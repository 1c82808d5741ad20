/**
 * The list of messages: newest first in the DOM, capped, perhaps fading. A line that arrives costs one layout, the one
 * that would be made for it anyway. Times are of `performance.now()`, which no change of the system's clock moves.
 */

const NAMES_KEPT = 300;
const CLOSES_MS = 220;
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

export class MessageList {
  #node;
  #max = 40;
  #fadeMs = 0;
  #leave = 'close';
  #timer = 0;
  #hidden = false;
  #held = false;
  /** @type {Animation | null} the stack on its way to where it stands */
  #gliding = null;
  /** @type {{make: () => HTMLElement, at: number}[]} messages that came while the page was hidden */
  #waiting = [];
  #names = new Map();

  /** @param {HTMLElement} node the `ol` */
  constructor(node) {
    this.#node = node;
  }

  /** Whether a message of a viewer of that name is in the list. */
  knows = (name) => this.#names.has(name.toLowerCase());

  /** @param {{max: number, fade: number, leave?: 'close' | 'fade' | 'cut'}} options */
  configure({ max, fade, leave = 'close' }) {
    this.#max = max;
    this.#fadeMs = fade * 1000;
    this.#leave = leave;
    this.#trim();
    this.#schedule();
  }

  /**
   * @param {string} name who
   * @param {() => HTMLElement} make the node, made only if it is going to be seen
   * @param {{still?: boolean, age?: number}} how `still`: no entrance; `age`: ms since it was written
   */
  add(name, make, { still = false, age = 0 } = {}) {
    const at = performance.now() - age;
    this.#remember(name);
    if (this.#isPast(at)) return;
    if (this.#hidden || this.#held) {
      this.#waiting.push({ make, at });
      if (this.#waiting.length > this.#max) this.#waiting.shift();
      return;
    }
    const node = this.#made(make, at, still);
    if (still) this.#node.prepend(node);
    else this.#arrive(node);
    this.#trim();
    this.#schedule();
  }

  clear() {
    this.#waiting.length = 0;
    this.#node.textContent = '';
  }

  /** Draw every line anew: what its words are drawn as has changed. */
  redraw() {
    for (const node of [...this.#node.children]) if (node.sfMake) node.replaceWith(this.#made(node.sfMake, node.sfAt, true));
    this.#schedule();
  }

  /** A hidden page does nothing, not even fade; on return it jumps to the newest, in one step. */
  set hidden(hidden) {
    if (this.#hidden === hidden) return;
    this.#hidden = hidden;
    if (hidden) clearTimeout(this.#timer);
    else this.#catchUp();
  }

  /** While held, what comes waits, and is shown in one step then. */
  set held(held) {
    if (this.#held === held) return;
    this.#held = held;
    if (!held) this.#catchUp();
  }

  #catchUp() {
    if (this.#hidden || this.#held) return;
    const come = this.#waiting.splice(0).filter(({ at }) => !this.#isPast(at));
    for (const node of [...this.#node.children]) if (this.#isPast(node.sfAt)) node.remove();
    this.#node.prepend(...come.map(({ make, at }) => this.#made(make, at, true)).reverse());
    this.#trim();
    this.#schedule();
  }

  #made(make, at, still) {
    const node = make();
    node.sfAt = at;
    node.sfMake = make;
    if (still) node.classList.add('sf-past');
    return node;
  }

  /** Let a new line in: the others make room as one, in the time and the manner in which it enters. */
  #arrive(node) {
    const before = this.#node.firstElementChild;
    this.#glide(before, () => {
      this.#node.prepend(node);
      const { animationDuration, animationTimingFunction } = getComputedStyle(node);
      return { duration: Number.parseFloat(animationDuration) * 1000, easing: animationTimingFunction };
    });
  }

  /** Make a change, and let the stack glide from where `anchor` stood to where it stands then. Transform only. */
  #glide(anchor, change) {
    const from = anchor?.getBoundingClientRect().top;
    this.#gliding?.cancel();
    const how = change();
    const moved = anchor ? from - anchor.getBoundingClientRect().top : 0;
    if (!moved || !how.duration) return;
    this.#gliding = this.#node.animate({ transform: [`translateY(${moved}px)`, 'none'] }, how);
  }

  #isPast(at) {
    return this.#fadeMs > 0 && performance.now() - at > this.#fadeMs;
  }

  #trim() {
    while (this.#node.childElementCount > this.#max) this.#node.lastElementChild.remove();
  }

  /** One timer for all messages that fade; none while no message fades or the page is hidden. */
  #schedule() {
    clearTimeout(this.#timer);
    const oldest = this.#fadeMs && !this.#hidden ? this.#oldest() : null;
    if (oldest) this.#timer = setTimeout(() => this.#fade(), Math.max(50, oldest.sfAt + this.#fadeMs - performance.now()));
  }

  #oldest() {
    for (let node = this.#node.lastElementChild; node; node = node.previousElementSibling)
      if (!node.classList.contains('sf-leaving')) return node;
    return null;
  }

  #fade() {
    const now = performance.now();
    for (let node = this.#oldest(); node && node.sfAt + this.#fadeMs <= now; node = this.#oldest()) {
      const leaving = node;
      if (this.#leave === 'cut') {
        leaving.remove();
        continue;
      }
      leaving.classList.add('sf-leaving');
      leaving.addEventListener('transitionend', () => this.#gone(leaving), { once: true });
      setTimeout(() => this.#gone(leaving), 2_000); // reduced motion, or a page that is hidden just now
    }
    this.#schedule();
  }

  /** Once faded, a message gives its place away; where the others fall into it, they glide. */
  #gone(node) {
    if (!node.isConnected) return;
    const next = node.previousElementSibling;
    if (this.#leave !== 'close' || !next || this.#hidden || STILL.matches) return node.remove();
    this.#glide(next, () => {
      node.remove();
      return { duration: CLOSES_MS, easing: 'cubic-bezier(.2,.8,.3,1)' };
    });
  }

  #remember(name) {
    const key = name.toLowerCase();
    this.#names.delete(key);
    this.#names.set(key, true);
    if (this.#names.size > NAMES_KEPT) this.#names.delete(this.#names.keys().next().value);
  }
}
