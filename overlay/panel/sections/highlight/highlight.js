/** Highlight: the last messages, each a button that shows it large and apart; so does a click in the preview. */

import { textOf } from '../../../chat/message.js';
import { $, button, element } from '../../../common/dom.js';
import { loadEmotes } from '../../../emotes/emotes.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

const SHOWN = 8;

export class Highlight extends Section {
  /** On a touch screen what was pressed stays hovered until the next press. */
  #points = matchMedia('(hover: hover)');
  /** @type {object[]} newest first */
  #said = [];
  /** The id of the message that is shown large. */
  #lit = null;
  #timer = 0;

  connect() {
    super.connect();
    const list = $('said');
    // Under a pointer or a focus nothing moves: what one aims at stays where it is.
    for (const event of ['pointerleave', 'focusout']) this.listen(list, event, () => this.after(0, () => this.#draw()));
    this.listen(window, 'message', ({ origin, data }) => {
      if (origin === location.origin && data?.picked) pick(data.picked);
    });
    this.listen($('said-off'), 'click', () => pick(null));
  }

  onChannel({ emotes }) {
    loadEmotes(emotes ?? '', {}, { redraw: () => this.#draw() });
  }

  onWords() {
    this.#draw();
  }

  onMessage(message) {
    this.#said = [message, ...this.#said].slice(0, SHOWN);
    this.#draw();
  }

  /** The message that the highlight pages show now, picked on whichever page. */
  onHighlight({ message, lastsMs }) {
    this.stop(this.#timer);
    this.#lit = message?.id ?? null;
    if (this.#lit) this.#timer = this.after(lastsMs, () => this.onHighlight({ message: null }));
    $('said-off').disabled = !this.#lit;
    for (const row of $('said').querySelectorAll('button')) row.setAttribute('aria-pressed', row.dataset.id === this.#lit);
  }

  #draw() {
    const list = $('said');
    if (this.#isAimedAt(list) && list.firstChild) return;
    list.replaceChildren(...this.#said.map((message) => this.#row(message)));
    $('said-none').hidden = this.#said.length > 0;
    list.setAttribute('aria-label', t('panel.said'));
  }

  /** A clicked button keeps the focus, but it isn't what the keyboard is on. */
  #isAimedAt(list) {
    return (this.#points.matches && list.matches(':hover')) || Boolean(list.querySelector(':focus-visible'));
  }

  #row(message) {
    const { id, username, content } = message;
    const row = button('');
    row.dataset.id = id;
    row.dataset.lock = '';
    row.setAttribute('aria-pressed', id === this.#lit);
    row.title = t('panel.said.show');
    row.append(element('b', '', username), ' ', textOf(content, () => false));
    const item = element('li');
    item.append(this.whenPressed(row, () => pick(id === this.#lit ? null : id)));
    return item;
  }
}

async function pick(id) {
  try {
    await call('POST', '/api/highlight', { id });
  } catch (error) {
    toast(channel.wordsOf(error));
  }
}
