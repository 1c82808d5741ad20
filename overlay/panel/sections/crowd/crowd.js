/** The pace of the messages, and the number of viewers. */

import { $, choose, pageData } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { t } from '../../words.js';

const PACES_S = pageData().paces;
const CROWDS = [3, 15, 110, 400, 2000];
/** From so many messages on, what is counted says more than what was asked for. */
const COUNTED = 8;

export class Crowd extends Section {
  connect() {
    super.connect();
    this.whenChosen('pace', (pace) => pace !== 'own' && channel.change({ pace }));
    this.whenChosen('crowd', (crowd) => channel.change({ crowd: Number(crowd) }));
  }

  onStatus() {
    this.#drawPace();
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    const isCustom = typeof now.pace === 'object';
    const isOwn = isCustom || now.pace === 'life';
    $('pace-own').hidden = !isOwn;
    $('pace-own-is').textContent = t(isCustom ? 'panel.pace.own' : 'panel.pace.life');
    choose('pace', isOwn ? 'own' : now.pace);
    choose('crowd', now.crowd);
    $('crowd-more').textContent = t(`panel.crowd.${CROWDS.includes(now.crowd) ? `is-${now.crowd}` : 'other'}`, { count: now.crowd });
    this.#drawPace();
  }

  /** Messages a minute: as counted, or before there are any, as the pace says. */
  #drawPace() {
    const now = channel.current();
    if (!now) return;
    const { status } = this.panel;
    const isCounted = status?.state === 'playing' && status.messages >= COUNTED;
    const asked = typeof now.pace === 'object' ? (now.pace.min + now.pace.max) / 2 : PACES_S[now.pace];
    if (isCounted) $('pace-more').textContent = t('panel.pace.counted', { count: Math.round(status.perMinute) });
    else $('pace-more').textContent = asked ? t('panel.pace.every', { count: asked }) : '';
  }
}
