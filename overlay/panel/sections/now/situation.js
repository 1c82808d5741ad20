/** Situation: what the chat understood of "What's going on?", said under the field. */

import { $ } from '../../../common/dom.js';
import { onWords, t } from '../../words.js';

const WRITE = ['ready', 'writing'];

let shown = null;

/** Begin: the words follow the panel's language. */
export function startSituation() {
  onWords(draw);
}

/** @param {{situation: object | null, source: object}} status the room's */
export function showSituation({ situation, source }) {
  shown = situation && { ...situation, writes: WRITE.includes(source.state), hasKey: source.state !== 'off' };
  draw();
}

function draw() {
  const line = $('situation-said');
  line.hidden = !shown;
  if (shown) line.textContent = t(`panel.situation.${understood(shown)}`, { what: named(shown) });
}

/** What goes on, and what it is about: Boss fight · malenia. */
const named = ({ label, values }) => [label, ...Object.values(values)].join(' · ');

function understood({ moment, label, lines, writes, hasKey }) {
  if (label) return moment ? 'known-moment' : 'known';
  if (moment) return 'moment';
  if (writes) return 'writes';
  if (lines) return 'lines';
  return hasKey ? 'rests' : 'none';
}
