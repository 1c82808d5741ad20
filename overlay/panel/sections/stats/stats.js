/** Right now: who watches, what was said, where it comes from. */

import * as channel from '../../channel.js';
import { $ } from '../../../common/dom.js';
import { onWords, t } from '../../words.js';

let status = null;

export function startFacts() {
  onWords(draw);
  channel.onChannel(draw);
}

export function showFacts(next) {
  status = next;
  draw();
}

/** A message came: the count goes up without asking. */
export function count() {
  if (!status) return;
  status = { ...status, messages: status.messages + 1 };
  draw();
}

function draw() {
  if (!status) return;
  $('fact-overlays').textContent = status.overlays;
  $('fact-dot').className = `dot ${status.overlays ? 'good' : ''}`;
  $('fact-messages').textContent = t('panel.facts.rate', { count: status.messages, rate: Math.round(status.perMinute) });
  const { source, stocked } = status;
  const all = stocked.own + stocked.any + (source.written ?? 0);
  $('fact-unsaid').textContent = t('panel.facts.unsaid-of', { count: status.unsaid, all });
  $('fact-stock').textContent = stocked.own ? t('panel.facts.stock', { ...stocked, name: channel.current()?.game ?? '' }) : t('panel.facts.stock-any', stocked);
  $('fact-source').textContent = source.kind === 'written' ? t('panel.facts.written', { name: source.provider ?? '', count: source.written }) : source.kind === 'pack' ? t('panel.facts.pack', { name: source.name ?? t('panel.chatting') }) : t('panel.facts.general');
  $('fact-obs').textContent = t(`panel.facts.stream.${status.stream ?? 'unknown'}`);
  $('facts-val').textContent = t('panel.messages', { count: status.messages });
}
