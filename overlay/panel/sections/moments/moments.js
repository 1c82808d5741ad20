/** Moments: big buttons for the first four, chips for the others and for the game's own. A press shows at once. */

import { $ } from '../../../common/dom.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { BIG } from '../../moment-list.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';
import { MomentButton } from './moment-button.js';

export class Moments extends Section {
  /** @type {Map<string, MomentButton>} by type, in the order of the page */
  #buttons = new Map();
  #intensity = 2;
  #isUnfolded = false;
  /** What was drawn last. */
  #drawn = '';

  connect() {
    super.connect();
    this.whenChosen('force', (force) => {
      this.#intensity = Number(force);
      this.element.querySelectorAll('.force i').forEach((bar, place) => bar.classList.toggle('on', place < this.#intensity));
    });
    this.listen($('moments-toggle'), 'click', () => {
      this.#isUnfolded = !this.#isUnfolded;
      this.#fit();
    });
    this.whenResized($('more-moments'), () => this.#fit());
  }

  disconnect() {
    super.disconnect();
    for (const button of this.#buttons.values()) button.rest();
  }

  onChannel() {
    this.#draw();
  }

  onWords() {
    this.#draw();
    this.#fit();
  }

  /** A wave has begun, from whichever page. */
  onMoment({ type, lastsMs }) {
    const button = this.#buttons.get(type);
    if (!button) return;
    button.begin(lastsMs);
    this.after(lastsMs, () => button.end());
  }

  /** Press the moment at `place`, as its key does. */
  pressAt(place) {
    this.#buttons.get(this.panel.moments[place]?.type)?.node.click();
  }

  /** Make a moment. */
  async press(type) {
    const is = this.panel.state;
    if (is !== 'playing') {
      toast(t({ paused: 'panel.moment.paused', hidden: 'panel.moment.hidden' }[is] ?? 'error.NOT_PLAYING'));
      return;
    }
    const button = this.#buttons.get(type);
    button.isBusy = true;
    try {
      await call('POST', '/api/chat-wave', { type, intensity: this.#intensity });
    } catch (error) {
      if (!button.runs) button.isBusy = false;
      toast(channel.wordsOf(error));
    }
  }

  /** What runs keeps its button while the moments stay the same. */
  #draw() {
    const { moments } = this.panel;
    const drawn = JSON.stringify(moments);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const before = this.#buttons;
    this.#buttons = new Map(moments.map(({ type }, place) => [type, this.#buttonOf(before.get(type), type, place)]));
    for (const { type, label } of moments) this.#buttons.get(type).label = label;
    const nodes = [...this.#buttons.values()].map(({ node }) => node);
    arrange($('moments'), nodes.slice(0, BIG));
    arrange($('more-moments'), nodes.slice(BIG));
    this.#fit();
  }

  #buttonOf(before, type, place) {
    if (before?.place === place) return before;
    const button = new MomentButton(type, place);
    button.node.disabled = this.panel.state === 'gone';
    this.whenPressed(button.node, () => this.press(type));
    return button;
  }

  /** One row of chips, as many as fit, until *more* is pressed. Hidden ones can't be reached by the keyboard. */
  #fit() {
    const chips = [...$('more-moments').children];
    const toggle = $('moments-toggle');
    toggle.textContent = t(this.#isUnfolded ? 'panel.moments.less' : 'panel.moments.more');
    toggle.setAttribute('aria-expanded', this.#isUnfolded);
    toggle.hidden = false; // its place is counted
    for (const chip of chips) chip.hidden = false;
    const second = chips.findIndex((chip) => chip.offsetTop > chips[0].offsetTop);
    if (second < 0) toggle.hidden = !this.#isUnfolded;
    else if (!this.#isUnfolded) for (const chip of chips.slice(second)) chip.hidden = true;
  }
}

/** A button that is taken out and put back loses the press that is on it. */
function arrange(place, nodes) {
  const isSame = place.children.length === nodes.length && nodes.every((node, at) => node === place.children[at]);
  if (!isSame) place.replaceChildren(...nodes);
}
