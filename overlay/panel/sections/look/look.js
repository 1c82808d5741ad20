/** Look: themes, settings and looks under a name, pushed to every open overlay with its URL unchanged. */

import { $, choose } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { t } from '../../words.js';
import { LookSettings } from './settings.js';
import { Looks } from './looks.js';

export class Look extends Section {
  parts = [new Looks(this), new LookSettings(this)];

  connect() {
    super.connect();
    this.whenChosen('theme', (theme) => channel.change({ theme }));
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    choose('theme', now.theme);
    const parts = [now.look, t(`panel.theme.${now.theme}`), now.size === null ? null : t('panel.look.px', { count: now.size })];
    $('look-val').textContent = parts.filter(Boolean).join(', ');
  }
}
