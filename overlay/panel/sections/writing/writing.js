/** Writing: the providers that write lines, the last lines as they arrive, and the blocked words. */

import { $, element } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { put, savesItself } from '../../saved.js';
import { Section } from '../../section.js';
import { worstOf } from '../../trouble.js';
import { t, timeOfDay } from '../../words.js';
import { Providers } from './providers.js';

const SHOWN_LINES = 3;

export class Writing extends Section {
  #providers = new Providers(this, () => this.#draw());
  parts = [this.#providers];
  /** @type {string[]} newest first */
  #lines = [];

  connect() {
    super.connect();
    savesItself($('blocked'), block, this.signal);
    this.listen($('family-friendly'), 'change', () => channel.change({ familyFriendly: $('family-friendly').checked }));
  }

  onChannel({ blockedWords, familyFriendly }) {
    put($('blocked'), blockedWords.join(', '));
    $('family-friendly').checked = familyFriendly;
  }

  onStatus() {
    this.#draw();
  }

  onWords() {
    this.#draw();
  }

  /** A line that was just written. */
  onLine({ text }) {
    this.#lines = [text, ...this.#lines].slice(0, SHOWN_LINES);
    this.#drawLines();
  }

  #draw() {
    const source = this.panel.status?.source;
    if (!source) return;
    $('writing-who').textContent = who(source);
    $('writing-val').textContent = this.#providers.isTrying ? t('panel.provider.trying') : value(source);
    this.#drawLines();
  }

  #drawLines() {
    const lines = this.panel.status?.source.state === 'off' ? [] : this.#lines;
    $('writing-lines').replaceChildren(...lines.map((text) => element('li', '', text)));
  }
}

function block(typed) {
  const words = typed.split(',').map((word) => word.trim()).filter(Boolean);
  return channel.change({ blockedWords: words });
}

function who({ state, kind, provider, until, written }) {
  const count = written ?? 0;
  if (state === 'writing') return t('panel.writing.writes', { name: provider, count });
  if (state === 'cooling') return t('panel.writing.cooling', { time: timeOfDay(until) });
  if (state === 'spent') return t('panel.writing.spent', { time: timeOfDay(until) });
  if (kind === 'written') return t('panel.writing.wrote', { count });
  return t(state === 'off' ? 'panel.writing.off' : 'panel.writing.ready');
}

/** What the folded section says: the worst problem that the owner can solve, else the number of lines. */
function value({ state, kind, written, cooling, until }) {
  // A short wait is mentioned only while no other provider writes.
  const resting = worstOf(cooling) ?? (state === 'cooling' ? cooling[0] : undefined);
  if (state === 'spent') return t('panel.writing.trouble.SPENT', { time: timeOfDay(until) });
  if (resting) return t(`panel.writing.trouble.${resting.trouble}`, { time: timeOfDay(resting.until) });
  if (kind === 'written') return t('panel.lines', { count: written });
  return t(state === 'off' ? 'panel.writing.packs' : 'panel.writing.on');
}
