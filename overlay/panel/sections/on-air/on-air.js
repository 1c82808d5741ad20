/** On air: what happens when OBS begins to stream. */

import * as channel from '../../channel.js';
import { $, choose, onChoice } from '../../../common/dom.js';
import { onWords, t } from '../../words.js';

/** A page that is loaded anew, or a server that restarts, is back by then. */
const RECONNECTS_MS = 20_000;
let lostTimer = 0;

export function startOnAir() {
  $('stream-over').onclick = () => channel.offAir();
  for (const button of document.querySelectorAll('[data-go-live]')) button.onclick = () => channel.change({ goLive: button.dataset.goLive });
  onChoice('go-live', (goLive) => channel.change({ goLive }));
  $('fade-minutes').onchange = () => $('fade-minutes').reportValidity() && channel.change({ fadeMinutes: Number($('fade-minutes').value) });
  channel.onChannel(draw);
  onWords(() => channel.current() && draw(channel.current()));
}

/** @param {object} status the room's: a stream whose page went away without a word may be over */
export function showStream(status) {
  const lost = status.stream === 'lost';
  if (lost === Boolean(lostTimer)) return;
  clearTimeout(lostTimer);
  lostTimer = lost ? setTimeout(() => ($('stream-lost').hidden = false), RECONNECTS_MS) : 0;
  if (!lost) $('stream-lost').hidden = true;
}

function draw(now) {
  $('on-air-ask').hidden = !(now.onAir && now.goLive === null);
  choose('go-live', now.goLive);
  $('fade-dial').hidden = now.goLive !== 'fade';
  if (document.activeElement !== $('fade-minutes')) $('fade-minutes').value = now.fadeMinutes;
  $('on-air-val').textContent = now.goLive ? t(`panel.on-air.${now.goLive}`) : '';
}
