/** The chat's link: copied without being seen, dragged into OBS, shown only when asked. Streamers share their screens. */

import { $, icon } from '../../../common/dom.js';
import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

const RENEW_MS = 8_000;
const LAYER = 'layer-name=Seatfiller&layer-width=400&layer-height=600';

export class Link extends Section {
  connect() {
    super.connect();
    // Other sections have such buttons too.
    this.listen(document, 'click', ({ target }) => {
      const button = target.closest('[data-copy]');
      if (button) this.panel.links.copy(button.dataset.copy);
    });
    this.listen($('drag'), 'dragstart', (event) => this.#drag(event));
    this.listen($('show'), 'click', () => this.#reveal($('shown').hidden));
    this.listen($('renew'), 'click', () => this.#renewSoon());
    this.listen(document, 'visibilitychange', () => document.hidden && this.#reveal(false));
    this.panel.links.fetch('overlay').catch((error) => toast(wordsOf(error)));
  }

  disconnect() {
    super.disconnect();
    this.#reveal(false);
  }

  onWords() {
    drawShow();
  }

  /** Where the clipboard is out of reach, what was to be copied stands here, selected. */
  onUncopied(text) {
    this.panel.layout.unfold(this.element);
    show(text);
    getSelection().selectAllChildren($('shown'));
  }

  #reveal(isShown) {
    show(isShown ? (this.panel.links.known('overlay') ?? '') : null);
    $('show').setAttribute('aria-pressed', isShown);
  }

  #drag(event) {
    const link = this.panel.links.known('overlay');
    if (!link) return event.preventDefault();
    const url = `${link}&${LAYER}`;
    event.dataTransfer.effectAllowed = 'copyLink';
    event.dataTransfer.setData('text/uri-list', url);
    return event.dataTransfer.setData('text/plain', url);
  }

  /** The old link is revoked only after the time for Undo: a wrong click on air must not empty the overlay. */
  #renewSoon() {
    const timer = this.after(RENEW_MS, () => this.#renew());
    toast(t('panel.link.renewing'), { act: () => this.stop(timer), ms: RENEW_MS });
  }

  async #renew() {
    try {
      const { url, inObs } = await call('POST', '/api/links/overlay/rotate');
      this.panel.links.renew('overlay', url);
      this.panel.links.renew('reader');
      this.#reveal(false);
      toast(inObs ? t('panel.link.renewed-in-obs', { count: inObs }) : t('panel.link.renewed'));
    } catch (error) {
      toast(wordsOf(error));
    }
  }
}

/** @param {string | null} text what is shown, if anything is */
function show(text) {
  $('shown').hidden = text === null;
  $('shown').textContent = text ?? '';
  drawShow();
}

function drawShow() {
  const isHidden = $('shown').hidden;
  $('show').lastElementChild.textContent = t(isHidden ? 'panel.link.show' : 'panel.link.hide');
  $('show').replaceChild(icon(isHidden ? 'i-eye' : 'i-hide'), $('show').firstElementChild);
}
