/** Hide and show: the one button that must never lie. It says what is on its way, then what the server confirmed. */

import { $, icon } from '../common/dom.js';
import { call } from './api.js';
import * as channel from './channel.js';
import { isHiddenInObs } from './obs-state.js';
import { Section } from './section.js';
import { toast } from './toast.js';
import { t } from './words.js';

const PATIENCE_MS = 4_000;

/** Of the panel and of the remote. */
export class HideButton extends Section {
  /** What was asked for and not yet answered: `panic`, `show` or nothing. */
  #asked = '';
  #turn = 0;
  #failed = false;

  connect() {
    super.connect();
    this.listen($('panic'), 'click', () => this.toggle());
    this.listen($('not-hidden-again'), 'click', () => this.#ask('panic'));
  }

  /** The button and its key: hide, or show what is hidden. */
  toggle() {
    return this.#ask(channel.isHidden() ? 'show' : 'panic');
  }

  onChannel() {
    if (channel.isHidden()) this.#failed = false; // the server says so itself, whatever became of the call
    this.#draw();
  }

  onObs() {
    this.#draw();
  }

  onWords() {
    this.#draw();
  }

  async #ask(what) {
    const mine = ++this.#turn;
    this.#asked = what;
    this.#draw();
    try {
      const answer = await call('POST', `/api/channel/${what}`, undefined, PATIENCE_MS);
      channel.receiveShow(answer);
      if (!answer.saved) toast(t('panel.hide.unsaved'));
      if (mine === this.#turn) this.#failed = what === 'panic' && !answer.hidden;
    } catch (error) {
      if (mine !== this.#turn) return;
      if (what === 'panic') this.#failed = !channel.isHidden();
      else toast(channel.wordsOf(error));
    } finally {
      if (mine === this.#turn) this.#asked = '';
      this.#draw();
    }
  }

  #draw() {
    if (!channel.current()) return;
    const hidden = channel.isHidden();
    const button = $('panic');
    const word = { panic: 'panel.hide.hiding', show: 'panel.hide.showing' }[this.#asked] ?? (hidden ? 'panel.hide.show' : 'panel.panic');
    button.children[1].textContent = t(word);
    button.replaceChild(icon(hidden ? 'i-show' : 'i-hide'), button.firstElementChild);
    button.classList.toggle('primary', hidden);
    button.setAttribute('aria-busy', Boolean(this.#asked));
    button.title = t('panel.hide.title', { what: t(hidden ? 'panel.hide.show.hint' : 'panel.panic.hint'), key: 'P' });
    $('not-hidden').hidden = !this.#failed;
    // OBS heard of it by another road, so the server did too: only its answer got lost.
    const card = isHiddenInObs() ? 'panel.hide.only-obs' : 'panel.hide.failed';
    $('not-hidden-title').textContent = t(`${card}.title`);
    $('not-hidden-text').textContent = t(`${card}.text`);
  }
}
