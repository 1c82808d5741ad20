/** Pace, viewers, and whom the chat talks to. */

import * as channel from './channel.js';
import { $, choose, onChoice } from './dom.js';
import { onWords, t } from './words.js';

const PACES_S = { calm: 7, normal: 5, lively: 3, frantic: 1 };

export function startCrowd() {
  onChoice('pace', (pace) => channel.change({ pace }));
  onChoice('crowd', (crowd) => channel.change({ crowd: Number(crowd) }));
  onChoice('address', (address) => channel.change({ streamer: { address } }));
  $('name').addEventListener('change', () => channel.change({ streamer: { name: $('name').value.trim() } }));
  $('you-form').addEventListener('submit', (event) => {
    event.preventDefault();
    $('name').blur();
  });
  $('custom-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const [one, other] = [Number($('pace-min').value), Number($('pace-max').value)];
    channel.change({ pace: { min: Math.min(one, other), max: Math.max(one, other) } });
  });
  channel.onChannel(draw);
  onWords(() => channel.current() && draw(channel.current()));
}

function draw(now) {
  const custom = typeof now.pace === 'object';
  choose('pace', custom ? '' : now.pace);
  choose('crowd', now.crowd);
  choose('address', now.streamer.address);
  const every = custom ? (now.pace.min + now.pace.max) / 2 : PACES_S[now.pace];
  $('pace-more').textContent = now.pace === 'life' ? t('panel.pace.life') : t('panel.pace.every', { count: every });
  $('crowd-more').textContent = t(`panel.crowd.${[3, 15, 80, 400, 2000].includes(now.crowd) ? `is-${now.crowd}` : 'other'}`, { count: now.crowd });
  $('custom-pace-val').textContent = custom ? t('panel.custom.is', { min: now.pace.min, max: now.pace.max }) : '';
  if (document.activeElement?.closest('#custom-form') === null) {
    $('pace-min').value = custom ? now.pace.min : 3;
    $('pace-max').value = custom ? now.pace.max : 9;
  }
  if (document.activeElement !== $('name')) $('name').value = now.streamer.name;
  $('you-val').textContent = now.streamer.name;
}
