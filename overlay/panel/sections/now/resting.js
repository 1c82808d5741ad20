/** Resting: why no model writes just now, and who goes on meanwhile. */

import { $ } from '../../../common/dom.js';
import { Part } from '../../section.js';
import { worstOf } from '../../trouble.js';
import { t, timeOfDay } from '../../words.js';

export class Resting extends Part {
  onStatus() {
    this.#draw();
  }

  onWords() {
    this.#draw();
  }

  #draw() {
    const source = this.panel.status?.source;
    if (!source) return;
    if (source.state === 'spent') return show(t('panel.spent.title', { time: timeOfDay(source.until) }), this.#spent());
    const resting = worstOf(source.cooling);
    if (!resting) return show();
    const title = t('panel.resting.title', { name: resting.title, time: timeOfDay(resting.until) });
    return show(title, `${t(`panel.resting.${resting.trouble}`)} ${goesOn(source)}`);
  }

  /** The channel's own allowance is used up. Who owns the server reads where it is set. */
  #spent() {
    return [t('panel.spent.text'), this.panel.isOwner && t('panel.spent.where')].filter(Boolean).join(' ');
  }
}

function show(title = '', text = '') {
  $('resting').hidden = !title;
  $('resting-title').textContent = title;
  $('resting-text').textContent = text;
}

const goesOn = ({ next }) => (next ? t('panel.resting.other', { name: next }) : t('panel.resting.packs'));
