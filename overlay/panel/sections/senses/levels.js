/** Whether the streamer talks, by the level of their microphone in OBS: switch, state, meter with its line, microphone. */

import { $, option } from '../../../common/dom.js';
import { pageId } from '../../../common/page-id.js';
import { call } from '../../api.js';
import { Part } from '../../section.js';
import { t } from '../../words.js';

/** The server forgets a meter after 25 seconds. */
const METER_MS = 10_000;
const SECOND_MS = 1_000;
const MINUTE_S = 60;
/** States that need a word more. */
const MORE = ['asleep', 'no-obs', 'no-mic', 'muted'];
const DOTS = { talking: 'good', quiet: 'good', listening: 'good', muted: 'warn', 'no-obs': 'warn', 'no-mic': 'warn' };

export class Levels extends Part {
  /** @type {object | null} how it stands, as last told, and when that was, by `performance.now()` */
  #now = null;
  #toldAt = 0;
  #clock = 0;
  #meter = 0;
  /** Where the line lies by itself, as the meter last said. */
  #opensDb = null;
  #isDragged = false;

  connect() {
    super.connect();
    const line = $('levels-line');
    this.listen($('levels-on'), 'change', () => this.#change({ levels: $('levels-on').checked }));
    this.listen($('levels-mic'), 'change', () => this.#change({ mic: $('levels-mic').value || null }));
    this.listen($('levels-reset'), 'click', () => this.#change({ lineDb: null }));
    this.listen($('levels-to-obs'), 'click', () => this.panel.layout.goTo('obs', 'obs-password'));
    this.listen(line, 'input', () => {
      this.#isDragged = true;
      this.#sayLine(Number(line.value));
    });
    this.listen(line, 'change', () => {
      this.#isDragged = false;
      this.#change({ lineDb: Number(line.value) });
    });
    this.listen(document, 'visibilitychange', () => this.#watch());
    $('levels-on').disabled = !this.panel.isOwner;
    $('levels-on').toggleAttribute('data-lock', this.panel.isOwner);
  }

  onSenses({ levels }) {
    this.#now = levels;
    this.#toldAt = performance.now();
    this.#draw();
    this.#watch();
  }

  onLevel({ db, opensDb }) {
    this.#opensDb = opensDb;
    this.#drawLevel(db);
    if (this.#now && this.#now.lineDb === null && !this.#isDragged) this.#drawLine();
  }

  onFold() {
    this.#watch();
  }

  onConnection() {
    this.#watch();
  }

  onWords() {
    this.#draw();
  }

  #draw() {
    if (!this.#now) return;
    const { on, state, mic, choice } = this.#now;
    $('levels-on').checked = on;
    $('levels-now').hidden = !on || !this.panel.isOwner;
    if (!on || !this.panel.isOwner) return;
    const shown = this.#shown();
    $('levels-dot').className = `dot ${DOTS[shown] ?? ''}`;
    $('levels-state').textContent = t(`panel.senses.is.${shown}`);
    const more = choice && state === 'no-mic' ? t('panel.senses.more.gone', { name: choice }) : MORE.includes(state) ? t(`panel.senses.more.${state}`, { mic }) : '';
    $('levels-more').textContent = more;
    $('levels-more').hidden = !more;
    $('levels-connect').hidden = state !== 'no-obs';
    $('levels-how').hidden = ['asleep', 'no-obs'].includes(state);
    this.#drawTime();
    this.#drawMics();
    this.#drawLine();
    if (shown !== 'talking' && shown !== 'quiet' && shown !== 'listening') this.#drawLevel(-Infinity);
  }

  /** One word for the state: what is heard, else why nothing is. */
  #shown() {
    const { state, talks } = this.#now;
    if (state !== 'listening' || talks === null) return state;
    return talks ? 'talking' : 'quiet';
  }

  #drawTime() {
    const isQuiet = this.#now?.on && this.#shown() === 'quiet';
    const seconds = isQuiet ? Math.floor(this.#now.quietS + (performance.now() - this.#toldAt) / SECOND_MS) : 0;
    $('levels-for').textContent = isQuiet ? lasting(seconds) : '';
  }

  #drawMics() {
    const { mics, mic, choice } = this.#now;
    const select = $('levels-mic');
    if (document.activeElement === select) return;
    const automatic = !choice && mic ? t('panel.senses.mic.is', { name: mic }) : t('panel.senses.mic.auto');
    const names = choice && !mics.includes(choice) ? [choice, ...mics] : mics;
    select.replaceChildren(option('', automatic), ...names.map((name) => option(name, name)));
    select.value = choice ?? '';
  }

  #drawLine() {
    const { lineDb } = this.#now;
    const line = $('levels-line');
    const db = lineDb ?? this.#opensDb;
    $('levels-reset').disabled = lineDb === null;
    line.classList.toggle('rests', lineDb === null);
    if (this.#isDragged) return;
    line.value = db ?? -50;
    this.#sayLine(lineDb);
  }

  /** @param {number | null} db as the streamer drew it */
  #sayLine(db) {
    $('levels-line-is').textContent = db === null ? t('panel.senses.line.auto') : t('panel.senses.line.db', { count: db });
    $('levels-line').setAttribute('aria-valuetext', $('levels-line-is').textContent);
  }

  #drawLevel(db) {
    const { min, max } = $('levels-line');
    const share = (db - Number(min)) / (Number(max) - Number(min));
    $('levels-meter').style.setProperty('--level', Math.min(1, Math.max(0, share)).toFixed(3));
  }

  /** Have levels sent while they can be seen, and count the seconds. */
  #watch() {
    const isSeen = this.#now?.on && this.panel.isOwner && !document.hidden && this.panel.layout.isOpen(this.element);
    const isHeard = isSeen && this.panel.state !== 'gone' && this.#now.works;
    if (isSeen && !this.#clock) this.#clock = this.every(SECOND_MS, () => this.#drawTime());
    if (!isSeen && this.#clock) this.#clock = this.#end(this.#clock);
    if (isHeard && !this.#meter) {
      this.#meter = this.every(METER_MS, () => this.#ask());
      this.#ask();
    }
    if (!isHeard && this.#meter) this.#meter = this.#end(this.#meter);
  }

  #end(timer) {
    this.stop(timer);
    return 0;
  }

  #ask() {
    call('POST', '/api/senses/meter', { page: pageId }).catch(() => {}); // asked again in a moment
  }

  #change(part) {
    this.section.change(part, () => this.#draw());
  }
}

const lasting = (seconds) =>
  seconds < MINUTE_S ? t('panel.senses.for.s', { count: seconds }) : t('panel.senses.for.min', { count: Math.floor(seconds / MINUTE_S) });
