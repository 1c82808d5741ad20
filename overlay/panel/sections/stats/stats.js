/** Right now: who watches, what was said, where it comes from. */

import { $ } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { t } from '../../words.js';

export class Stats extends Section {
  /** Messages that came since the room's last status: the count goes up without asking. */
  #since = 0;

  onStatus() {
    this.#since = 0;
    this.draw();
  }

  onMessage(message, isHistory) {
    if (isHistory) return;
    this.#since += 1;
    this.draw();
  }

  draw() {
    const { status } = this.panel;
    if (!status) return;
    const count = status.messages + this.#since;
    const { source, stocked } = status;
    $('fact-overlays').textContent = status.overlays;
    $('fact-dot').className = `dot ${status.overlays ? 'good' : ''}`;
    $('fact-messages').textContent = t('panel.facts.rate', { count, rate: Math.round(status.perMinute) });
    const all = stocked.own + stocked.any + (source.written ?? 0);
    $('fact-unsaid').textContent = t('panel.facts.unsaid-of', { count: status.unsaid, all });
    $('fact-stock').textContent = stocked.own ? t('panel.facts.stock', { ...stocked, name: channel.current()?.game ?? '' }) : t('panel.facts.stock-any', stocked);
    $('fact-source').textContent = wordsOfSource(source);
    $('fact-obs').textContent = t(`panel.facts.stream.${status.stream ?? 'unknown'}`);
    $('facts-val').textContent = t('panel.messages', { count });
  }
}

function wordsOfSource({ kind, provider, written, name }) {
  if (kind === 'written') return t('panel.facts.written', { name: provider ?? '', count: written });
  return kind === 'pack' ? t('panel.facts.pack', { name: name ?? t('panel.chatting') }) : t('panel.facts.general');
}
