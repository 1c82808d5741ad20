/** Situation: the field "What's going on?", and what the chat understood of it. */

import { $ } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { put, savesItself } from '../../saved.js';
import { Part } from '../../section.js';
import { t } from '../../words.js';

const WRITE = ['ready', 'writing'];

export class Situation extends Part {
  connect() {
    super.connect();
    savesItself($('situation'), (situation) => channel.change({ situation }), this.signal);
  }

  onChannel({ situation }) {
    put($('situation'), situation);
  }

  onStatus() {
    this.#draw();
  }

  onWords() {
    this.#draw();
  }

  #draw() {
    const situation = this.panel.status?.situation;
    $('situation-said').hidden = !situation;
    if (!situation) return;
    const how = understood(situation, this.panel.status.source);
    $('situation-said').textContent = t(`panel.situation.${how}`, { what: nameOf(situation) });
  }
}

/** What goes on, and what it is about: Boss fight · malenia. */
const nameOf = ({ label, values }) => [label, ...Object.values(values)].join(' · ');

function understood({ moment, label, lines }, source) {
  if (moment === 'asked') return 'asked';
  if (label) return moment ? 'known-moment' : 'known';
  if (moment) return 'moment';
  if (WRITE.includes(source.state)) return lines ? 'writes' : 'passed-on';
  if (lines) return 'lines';
  return source.state === 'off' ? 'none' : 'rests';
}
