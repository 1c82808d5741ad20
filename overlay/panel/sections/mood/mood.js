/** How the crowd is in the mood to be, whether it writes as often as in life, and what it may make up. */

import * as channel from '../../channel.js';
import { $, choose, onChoice } from '../../../common/dom.js';
import { onWords, t } from '../../words.js';

let before = 'normal';

export function startMood() {
  onChoice('mood', (mood) => channel.change({ mood }));
  onChoice('imagination', (imagination) => channel.change({ imagination }));
  $('life').onchange = () => channel.change({ pace: $('life').checked ? 'life' : before });
  channel.onChannel(draw);
  onWords(() => channel.current() && draw(channel.current()));
}

function draw(now) {
  choose('mood', now.mood);
  choose('imagination', now.imagination);
  $('life').checked = now.pace === 'life';
  if (now.pace !== 'life') before = now.pace;
  $('mood-val').textContent = t(`panel.mood.${now.mood}`);
}
