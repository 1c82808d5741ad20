/** Unknown: the game that is on has no pack and no model writes about it. What it gets, and the two ways on. */

import * as channel from '../../channel.js';
import { dismissed } from '../../dismissed.js';
import { $ } from '../../../common/dom.js';
import { goTo } from '../../layout.js';
import { onWords, t } from '../../words.js';

const fine = dismissed('seatfiller_fine');
let source = null;

export function startUnknown() {
  $('unknown-model').onclick = () => goTo('writing', 'writing-h');
  $('unknown-own').onclick = () => goTo('own-content', 'mine-lines');
  $('unknown-fine').onclick = () => {
    fine.add(channel.current().game);
    draw();
  };
  channel.onChannel(draw);
  onWords(draw);
}

/** @param {{source: object}} status the room's */
export function showUnknown(status) {
  source = status.source;
  draw();
}

function draw() {
  const now = channel.current();
  const on = now?.games.find(({ name }) => name === now.game);
  const shown = on && source?.state === 'off' && on.source !== 'pack' && !fine.has(on.name);
  $('unknown').hidden = !shown;
  if (!shown) return;
  const topic = on.mode === 'chatting';
  $('unknown-title').textContent = t(topic ? 'panel.unknown.topic' : 'panel.unknown.game', { name: on.name });
  $('unknown-text').textContent = t(topic ? 'panel.unknown.topic.text' : 'panel.unknown.game.text');
}
