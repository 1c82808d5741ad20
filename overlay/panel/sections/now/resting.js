/** Resting: why no model writes just now, and who goes on meanwhile. */

import { $ } from '../../../common/dom.js';
import { Part } from '../../section.js';
import { t, timeOfDay } from '../../words.js';

const BRIEF_MS = 20_000;
const LASTING = ['AUTH', 'PAY', 'MODEL', 'REQUEST', 'QUOTA', 'THINKING'];

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
    const resting = (source.cooling ?? []).find(isWorthSaying);
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

/** Whether a rest is long enough, or lasting enough, to bother anybody with. */
const isWorthSaying = ({ trouble, until }) => LASTING.includes(trouble) || until - Date.now() > BRIEF_MS;

const goesOn = ({ next }) => (next ? t('panel.resting.other', { name: next }) : t('panel.resting.packs'));
