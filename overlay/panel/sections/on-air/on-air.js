/** On air: what happens when OBS begins to stream. */

import { $, choose } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { t } from '../../words.js';
import { SceneRules } from './scene-rules.js';

export class OnAir extends Section {
  parts = [new SceneRules(this)];

  connect() {
    super.connect();
    const minutes = $('fade-minutes');
    this.whenChosen('go-live', (goLive) => channel.change({ goLive }));
    this.listen(minutes, 'change', () => minutes.reportValidity() && channel.change({ fadeMinutes: Number(minutes.value) }));
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    choose('go-live', now.goLive);
    $('fade-setting').hidden = now.goLive !== 'fade';
    if (document.activeElement !== $('fade-minutes')) $('fade-minutes').value = now.fadeMinutes;
    $('on-air-val').textContent = now.goLive ? t(`panel.on-air.${now.goLive}`) : '';
  }
}
