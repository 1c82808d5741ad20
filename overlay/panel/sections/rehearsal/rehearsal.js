/** Rehearsal: scripts to play, hold and stop. Between the server's words the bar moves by our own clock. */

import { $, button, element, icon } from '../../../common/dom.js';
import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { language, t } from '../../words.js';

const TICK_MS = 1_000;

export class Rehearsal extends Section {
  #scripts = [];
  /** @type {object | null} the script that plays or is held, as last told */
  #on = null;
  #toldAt = 0;
  #timer = 0;

  connect() {
    super.connect();
    this.listen($('script-hold'), 'click', () => this.#send(`/api/script/${this.#on.playing ? 'pause' : 'resume'}`));
    this.listen($('script-stop'), 'click', () => this.#send('/api/script/stop'));
    this.#send('/api/scripts', 'GET');
  }

  onWords() {
    this.#draw();
  }

  /** @param {object} script what is on, or {} */
  onScript(script) {
    this.#on = script.key ? script : null;
    this.#toldAt = performance.now();
    this.#draw();
  }

  async #send(path, method = 'POST') {
    try {
      const { scripts, on } = await call(method, path);
      this.#scripts = scripts;
      this.onScript(on ?? {});
    } catch (error) {
      toast(wordsOf(error));
    }
  }

  #draw() {
    const on = this.#on;
    this.stop(this.#timer);
    $('scripts').replaceChildren(...this.#scripts.map((script) => this.#entry(script)));
    $('script-on').hidden = !on;
    $('rehearsal-val').textContent = on ? this.#title(on.key) : '';
    this.panel.section('now').showScript(on?.playing ? this.#title(on.key) : '');
    if (!on) return;
    $('script-title').textContent = this.#title(on.key);
    const hold = $('script-hold');
    hold.replaceChild(icon(on.playing ? 'i-pause' : 'i-play'), hold.firstElementChild);
    hold.lastElementChild.textContent = t(on.playing ? 'panel.pause' : 'panel.resume');
    this.#tick();
    if (on.playing) this.#timer = this.every(TICK_MS, () => this.#tick());
  }

  #tick() {
    const { lasts, second: told, playing, then, next } = this.#on;
    const second = Math.min(lasts, told + (playing ? (performance.now() - this.#toldAt) / 1000 : 0));
    $('script-time').textContent = t('panel.rehearsal.left', { left: clock(lasts - second) });
    $('script-next').textContent = then ? t('panel.rehearsal.next', { in: clock(Math.max(0, next - second)), what: this.#said(then) }) : '';
    $('script-bar').style.transform = `scaleX(${(second / lasts).toFixed(3)})`;
  }

  /** What a cue does, in a few words. */
  #said({ moment, viewers, silence }) {
    if (moment) return this.panel.moments.find(({ type }) => type === moment)?.label ?? moment;
    if (silence) return t('panel.rehearsal.then.silence');
    return viewers ? t('panel.rehearsal.then.viewers', { count: viewers }) : t('panel.rehearsal.then.pace');
  }

  #entry({ key, lasts }) {
    const choice = button('pick');
    const minutes = t('panel.rehearsal.minutes', { count: Math.round(lasts / 60) });
    choice.append(icon('i-play'), element('b', '', this.#title(key)), element('small', '', minutes));
    const node = element('li', `entry plain${this.#on?.key === key ? ' on' : ''}`);
    node.append(this.whenPressed(choice, () => this.#send(`/api/scripts/${encodeURIComponent(key)}/play`)));
    return node;
  }

  #title(key) {
    return this.#scripts.find((script) => script.key === key)?.title[language()] ?? key;
  }
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
