/** Look: themes, dials and the wardrobe, pushed to every open overlay with its URL unchanged. */

import * as channel from '../../channel.js';
import { $, choose, onChoice } from '../../../common/dom.js';
import { onWords, t } from '../../words.js';
import { makeDials } from './dials.js';
import { NAMES } from './options.js';
import { startWardrobe } from './looks.js';

export function startLook() {
  startWardrobe($('looks'));
  const drawDials = makeDials($('dials'), { keep: channel.change, preview: tryOut });
  onChoice('theme', (theme) => channel.change({ theme }));
  channel.onChannel((now) => {
    drawDials(now);
    draw(now);
  });
  onWords(() => channel.current() && draw(channel.current()));
}

/** Shows a change in the preview alone, while a slider is on its way. */
function tryOut(patch) {
  const now = channel.current();
  const look = Object.fromEntries(NAMES.map((name) => [name, now[name]]));
  $('stage').querySelector('iframe')?.contentWindow.postMessage({ look: { ...look, ...patch } }, location.origin);
}

function draw(now) {
  choose('theme', now.theme);
  const parts = [now.look, t(`panel.theme.${now.theme}`), now.size === null ? null : t('panel.look.px', { count: now.size })];
  $('look-val').textContent = parts.filter(Boolean).join(', ');
}
