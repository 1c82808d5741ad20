/** What the crowd senses of the stream: each sense with its switch, and a light in the head while it works. */

import { $ } from '../../../common/dom.js';
import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';
import { Levels } from './levels.js';
import { Screen } from './screen.js';
import { Words } from './words.js';

/** The light of each sense, by its name. */
const LIGHTS = { levels: 'levels-light', words: 'words-light', screen: 'screen-light' };

export class Senses extends Section {
  parts = [new Levels(this), new Words(this), new Screen(this)];
  /** @type {object | null} how each stands, as last told */
  #senses = null;
  #told = 0;

  connect() {
    super.connect();
    $('senses-others').hidden = this.panel.isOwner;
    for (const light of Object.values(LIGHTS)) this.listen($(light), 'click', () => this.panel.layout.goTo('senses'));
  }

  /** How they stand is asked once the stream is open; from then on it tells. */
  async onConnection(isOpen) {
    if (!isOpen) return;
    await this.ask('GET').catch(() => {}); // asked again with the next stream
  }

  /** Ask how they stand, or change that. Throws `CallError`. @param {'GET' | 'PATCH'} method @param {object} [part] */
  async ask(method, part) {
    const before = this.#told;
    const senses = await call(method, '/api/senses', part);
    if (this.#told === before) this.panel.tell('onSenses', senses); // what the stream told meanwhile is newer
  }

  /** Change how they stand. Where that fails, say why, and `redraw` what is so. @param {object} part @param {() => void} redraw */
  async change(part, redraw) {
    try {
      await this.ask('PATCH', part);
    } catch (error) {
      toast(wordsOf(error));
      redraw();
    }
  }

  onSenses(senses) {
    this.#told += 1;
    this.#senses = senses;
    this.#draw();
  }

  onWords() {
    this.#draw();
  }

  #draw() {
    for (const [name, light] of Object.entries(LIGHTS)) $(light).hidden = !this.#senses?.[name]?.works;
    const works = Object.keys(LIGHTS).filter((name) => this.#senses?.[name]?.on);
    $('senses-val').textContent = works.map((name) => t(`panel.senses.${name}.on`)).join(', ');
  }
}
