/** How the crowd is in the mood to be, whether it writes as often as in life, and what it may make up. */

import { $, choose } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { t } from '../../words.js';

export class Mood extends Section {
  /** The pace to go back to from *as in life*. */
  #before = 'normal';

  connect() {
    super.connect();
    this.whenChosen('mood', (mood) => channel.change({ mood }));
    this.whenChosen('imagination', (imagination) => channel.change({ imagination }));
    this.listen($('life'), 'change', () => channel.change({ pace: $('life').checked ? 'life' : this.#before }));
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    choose('mood', now.mood);
    choose('imagination', now.imagination);
    $('life').checked = now.pace === 'life';
    if (now.pace !== 'life') this.#before = now.pace;
    $('mood-val').textContent = t(`panel.mood.${now.mood}`);
  }
}
