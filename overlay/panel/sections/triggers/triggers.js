/** Triggers: a link for each moment, to be pasted into Stream Deck and its like. Copied without being seen. */

import { $, button, element, icon } from '../../../common/dom.js';
import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

const RENEW_MS = 8_000;

export class Triggers extends Section {
  /** What was drawn last. */
  #drawn = '';

  connect() {
    super.connect();
    this.listen($('trigger-renew'), 'click', () => this.#renewSoon());
  }

  draw() {
    const moments = [{ type: 'panic', label: t('panel.panic') }, ...this.panel.moments];
    const drawn = JSON.stringify(moments);
    if (drawn === this.#drawn) return; // what has the keyboard keeps it
    this.#drawn = drawn;
    $('triggers').replaceChildren(...moments.map(({ type, label }) => this.#row(type, label)));
  }

  #row(type, label) {
    const copy = button('btn icon');
    copy.setAttribute('aria-label', t('panel.buttons.copy', { label }));
    copy.append(icon('i-copy'));
    const node = element('li');
    node.append(element('span', '', label), this.whenPressed(copy, () => this.#copy(type)));
    return node;
  }

  async #copy(type) {
    try {
      const { url } = await call('GET', '/api/links/trigger');
      await this.panel.links.copyText(url.replace('{moment}', encodeURIComponent(type)));
    } catch (error) {
      toast(wordsOf(error));
    }
  }

  #renewSoon() {
    const timer = this.after(RENEW_MS, renew);
    toast(t('panel.buttons.renewing'), { act: () => this.stop(timer), ms: RENEW_MS });
  }
}

async function renew() {
  try {
    await call('POST', '/api/links/trigger/rotate');
    toast(t('panel.buttons.renewed'));
  } catch (error) {
    toast(wordsOf(error));
  }
}
