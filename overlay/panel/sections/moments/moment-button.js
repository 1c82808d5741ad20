/** The button of a moment: its face and key, and how far its waves have come. */

import { button, element, icon } from '../../../common/dom.js';
import { BIG } from '../../moment-list.js';

/** The keys 1 to 9 press the first nine moments. */
const KEYS = 9;
const FACES = ['laugh', 'hype', 'fear', 'omg'];

export class MomentButton {
  /** How many waves of it run. */
  runs = 0;
  #word = element('span', 'word');
  #count = element('span', 'count');
  #bar = element('i', 'wave');

  /** @param {string} type @param {number} place the first four are big, with a face; the first nine have a key */
  constructor(type, place) {
    this.place = place;
    const isBig = place < BIG;
    this.node = button(isBig ? `moment m-${type}` : 'chip');
    this.#count.hidden = true;
    if (isBig) this.node.append(icon(FACES.includes(type) ? `f-${type}` : 'f-hype', 'face'));
    this.node.append(this.#word);
    if (place < KEYS) {
      this.node.setAttribute('aria-keyshortcuts', place + 1);
      this.node.append(keyOf(place));
    }
    if (isBig) this.node.append(this.#count);
    this.node.append(this.#bar);
  }

  set label(label) {
    this.#word.textContent = label;
  }

  set isBusy(busy) {
    if (busy) this.node.setAttribute('aria-busy', 'true');
    else this.node.removeAttribute('aria-busy');
  }

  /** A wave begins. @param {number} ms it lasts */
  begin(ms) {
    this.#turn(this.runs + 1);
    this.#bar.style.transition = 'none';
    this.#bar.style.transform = 'scaleX(0)';
    requestAnimationFrame(() => {
      this.#bar.style.transition = `transform ${ms}ms linear`;
      this.#bar.style.transform = 'scaleX(1)';
    });
  }

  /** A wave ends. */
  end() {
    this.#turn(this.runs - 1);
    if (!this.runs) this.rest();
  }

  /** Nothing of it runs. */
  rest() {
    this.#turn(0);
    this.#bar.style.transition = 'none';
    this.#bar.style.transform = '';
  }

  #turn(runs) {
    this.runs = runs;
    this.isBusy = runs > 0;
    this.#count.hidden = runs < 2;
    this.#count.textContent = `×${runs}`;
  }
}

function keyOf(place) {
  const key = element('kbd', '', String(place + 1));
  key.setAttribute('aria-hidden', 'true');
  return key;
}
