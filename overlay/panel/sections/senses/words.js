/** What the streamer says: switch, state, who understands it, and the way to the hearing page. */

import { $, element } from '../../../common/dom.js';
import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { Part } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

const MORE = ['asleep', 'no-page', 'no-mic'];
const DOTS = { listening: 'good', 'no-page': 'warn', 'no-mic': 'warn' };
const WAYS = ['auto', 'browser', 'service'];

export class Words extends Part {
  /** @type {object | null} how it stands, as last told */
  #now = null;

  connect() {
    super.connect();
    this.listen($('words-on'), 'change', () => this.#change({ words: $('words-on').checked }));
    this.listen($('words-by'), 'change', () => this.#change({ wordsBy: $('words-by').value }));
    this.listen($('words-copy'), 'click', () => this.panel.links.copy('listen'));
    this.listen($('words-renew'), 'click', () => this.#renew());
    $('words-on').disabled = !this.panel.isOwner;
    $('words-on').toggleAttribute('data-lock', this.panel.isOwner);
  }

  onSenses({ words }) {
    this.#now = words;
    this.#draw();
  }

  onWords() {
    this.#draw();
  }

  #draw() {
    if (!this.#now) return;
    const { on, state, by, engine, service } = this.#now;
    $('words-on').checked = on;
    $('words-now').hidden = !on || !this.panel.isOwner;
    if (!on || !this.panel.isOwner) return;
    $('words-dot').className = `dot ${DOTS[state] ?? ''}`;
    $('words-state').textContent = t(`panel.senses.words.is.${state}`);
    $('words-more').textContent = MORE.includes(state) ? t(`panel.senses.words.more.${state}`) : '';
    $('words-more').hidden = !$('words-more').textContent;
    this.#drawWays(by, service);
    $('words-leaves').textContent = leaves(by, engine, service);
  }

  #drawWays(by, service) {
    const select = $('words-by');
    if (document.activeElement === select) return;
    const name = service?.title ?? t('panel.senses.words.by.none');
    select.replaceChildren(
      ...WAYS.map((way) => {
        const made = element('option', '', t(`panel.senses.words.by.${way}`, { name }));
        made.value = way;
        made.disabled = way === 'service' && !service;
        return made;
      }),
    );
    select.value = by;
  }

  /** The old link dies, and with it every page that it opened. */
  async #renew() {
    try {
      this.panel.links.renew('listen', (await call('POST', '/api/links/listen/rotate')).url);
      toast(t('panel.senses.words.renewed'));
    } catch (error) {
      toast(wordsOf(error));
    }
  }

  async #change(part) {
    try {
      await this.section.ask('PATCH', part);
    } catch (error) {
      toast(wordsOf(error));
      this.#draw();
    }
  }
}

/** What leaves this computer: as it is, where a page listens, else as it would be. */
function leaves(by, engine, service) {
  const name = service?.title ?? '';
  if (engine === 'device') return t('panel.senses.words.leaves.device');
  if (engine === 'vendor') return t('panel.senses.words.leaves.vendor');
  if (engine === 'service' || (by === 'service' && service)) return t(service?.isLocal ? 'panel.senses.words.leaves.local' : 'panel.senses.words.leaves.service', { name });
  if (by === 'auto' && service) return t(service.isLocal ? 'panel.senses.words.leaves.auto-local' : 'panel.senses.words.leaves.auto', { name });
  return t('panel.senses.words.leaves.browser');
}
