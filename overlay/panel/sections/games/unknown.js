/** Unknown: the game that is on has no pack and no model writes about it. What it gets, and the two ways on. */

import { $ } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { dismissed } from '../../dismissed.js';
import { Part } from '../../section.js';
import { t } from '../../words.js';

export class Unknown extends Part {
  #fine = dismissed('seatfiller_fine');

  connect() {
    super.connect();
    const { layout } = this.panel;
    this.listen($('unknown-model'), 'click', () => layout.goTo('writing', 'writing-h'));
    this.listen($('unknown-own'), 'click', () => layout.goTo('own-content', 'mine-lines'));
    this.listen($('unknown-fine'), 'click', () => {
      this.#fine.add(channel.current().game);
      this.draw();
    });
  }

  onStatus() {
    this.draw();
  }

  draw() {
    const now = channel.current();
    const on = now?.games.find(({ name }) => name === now.game);
    const isUnknown = on && this.panel.status?.source.state === 'off' && on.source !== 'pack' && !this.#fine.has(on.name);
    $('unknown').hidden = !isUnknown;
    if (!isUnknown) return;
    const kind = on.mode === 'chatting' ? 'topic' : 'game';
    $('unknown-title').textContent = t(`panel.unknown.${kind}`, { name: on.name });
    $('unknown-text').textContent = t(`panel.unknown.${kind}.text`);
  }
}
