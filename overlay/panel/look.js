/** Look: the theme and the dials, pushed to every open overlay with its URL unchanged. */

import * as channel from './channel.js';
import { $, choose, onChoice } from './dom.js';
import { onWords, t } from './words.js';

export function startLook() {
  onChoice('theme', (theme) => channel.change({ theme }));
  $('smaller').onclick = () => resize(-2);
  $('larger').onclick = () => resize(2);
  $('direction').onclick = () => channel.change({ direction: channel.current().direction === 'up' ? 'down' : 'up' });
  $('align').onclick = () => channel.change({ align: channel.current().align === 'left' ? 'right' : 'left' });
  $('tag').onchange = () => channel.change({ tag: $('tag').checked });
  for (const name of ['fade', 'max']) $(name).onchange = () => $(name).reportValidity() && channel.change({ [name]: Number($(name).value) });
  channel.onChannel(draw);
  onWords(() => channel.current() && draw(channel.current()));
}

function resize(step) {
  const size = Math.min(72, Math.max(10, channel.current().size + step));
  channel.change({ size });
}

function draw(now) {
  choose('theme', now.theme);
  $('size').textContent = `${now.size} px`;
  $('direction').textContent = t(`panel.look.${now.direction}`);
  $('align').textContent = t(`panel.look.${now.align}`);
  $('tag').checked = now.tag;
  for (const name of ['fade', 'max']) if (document.activeElement !== $(name)) $(name).value = now[name];
  $('look-val').textContent = `${t(`panel.theme.${now.theme}`)}, ${now.size} px`;
}
