/** What the game's screen says: switch, state, source, what was read last, and the very picture that is read. */

import { $, option } from '../../../common/dom.js';
import { Part } from '../../section.js';
import { t } from '../../words.js';

/** As often as the middle of the screen is read. */
const PICTURE_MS = 2_000;
/** Percent of one core that may be chosen. */
const SHARES = [2, 5, 10, 20, 50];
const MORE = ['asleep', 'no-obs', 'no-picture', 'failed'];
const DOTS = { reading: 'good', starting: 'good', absent: 'warn', 'no-obs': 'warn', 'no-picture': 'warn', failed: 'bad' };

export class Screen extends Part {
  /** @type {object | null} how it stands, as last told */
  #now = null;
  #isOpen = false;
  #timer = 0;

  connect() {
    super.connect();
    this.listen($('screen-on'), 'change', () => this.#change({ screen: $('screen-on').checked }));
    this.listen($('screen-source'), 'change', () => this.#change({ screenSource: $('screen-source').value || null }));
    this.listen($('screen-most'), 'change', () => this.#change({ screenShare: Number($('screen-most').value) }));
    this.listen($('screen-to-obs'), 'click', () => this.panel.layout.goTo('obs', 'obs-password'));
    this.listen($('screen-look'), 'click', () => {
      this.#isOpen = !this.#isOpen;
      this.#watch();
    });
    this.listen(document, 'visibilitychange', () => this.#watch());
    $('screen-on').disabled = !this.panel.isOwner;
    $('screen-on').toggleAttribute('data-lock', this.panel.isOwner);
  }

  onSenses({ screen }) {
    this.#now = screen;
    this.#draw();
    this.#watch();
  }

  onFold() {
    this.#watch();
  }

  onWords() {
    this.#draw();
  }

  #draw() {
    if (!this.#now) return;
    const { on, state, source, choice } = this.#now;
    $('screen-on').checked = on;
    $('screen-now').hidden = !on || !this.panel.isOwner;
    if (!on || !this.panel.isOwner) return;
    $('screen-dot').className = `dot ${DOTS[state] ?? ''}`;
    $('screen-state').textContent = t(`panel.senses.screen.is.${state}`);
    this.#drawMore(state, choice ?? source);
    $('screen-connect').hidden = state !== 'no-obs';
    $('screen-how').hidden = ['absent', 'asleep', 'no-obs'].includes(state);
    this.#drawSeen();
    this.#drawSources();
    this.#drawShare();
  }

  #drawMore(state, name) {
    const { install, isScene } = this.#now;
    let more = MORE.includes(state) ? t(`panel.senses.screen.more.${state}`, { name }) : '';
    if (state === 'reading' && isScene) more = t('panel.senses.screen.more.scene');
    if (state === 'absent') more = t(install.command ? 'panel.senses.screen.more.absent' : 'panel.senses.screen.more.never', { count: install.sizeMb });
    $('screen-more').textContent = more;
    $('screen-more').hidden = !more;
    $('screen-command').textContent = state === 'absent' ? (install.command ?? '') : '';
    $('screen-command').hidden = !$('screen-command').textContent;
  }

  #drawSeen() {
    const { seen, lines } = this.#now;
    $('screen-seen').hidden = !seen;
    $('screen-seen').textContent = seen ? t('panel.senses.seen', seen) : '';
    $('screen-lines').textContent = lines.length ? t('panel.senses.lines', { lines: lines.join(' · ') }) : t('panel.senses.lines.none');
  }

  #drawSources() {
    const { sources, source, choice, isScene } = this.#now;
    const select = $('screen-source');
    if (document.activeElement === select) return;
    const automatic = !choice && source && !isScene ? t('panel.senses.mic.is', { name: source }) : t('panel.senses.mic.auto');
    const names = choice && !sources.includes(choice) ? [choice, ...sources] : sources;
    select.replaceChildren(option('', automatic), ...names.map((name) => option(name, name)));
    select.value = choice ?? '';
  }

  #drawShare() {
    const { share, mostShare } = this.#now;
    $('screen-share').textContent = t('panel.senses.share', { count: share });
    const select = $('screen-most');
    if (document.activeElement === select) return;
    const shares = SHARES.includes(mostShare) ? SHARES : [...SHARES, mostShare].sort((a, b) => a - b);
    select.replaceChildren(...shares.map((one) => option(String(one), t('panel.senses.percent', { count: one }))));
    select.value = String(mostShare);
  }

  /** Fetch the picture anew while it can be seen. */
  #watch() {
    const isRead = this.#now?.on && this.#now.works && this.panel.isOwner;
    $('screen-look').setAttribute('aria-expanded', String(this.#isOpen));
    $('screen-sight').hidden = !this.#isOpen || !isRead;
    const isSeen = this.#isOpen && isRead && !document.hidden && this.panel.layout.isOpen(this.element);
    if (isSeen && !this.#timer) {
      this.#timer = this.every(PICTURE_MS, () => this.#fetch());
      this.#fetch();
    }
    if (isSeen || !this.#timer) return;
    this.stop(this.#timer);
    this.#timer = 0;
    $('screen-picture').removeAttribute('src');
  }

  #fetch() {
    $('screen-picture').src = `/api/senses/picture?at=${Date.now()}`;
  }

  #change(part) {
    this.section.change(part, () => this.#draw());
  }
}
