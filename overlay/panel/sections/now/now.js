/** Now: the seats, the game, the state, and the buttons that matter. */

import { $, icon } from '../../../common/dom.js';
import { ORDER, SEATS, seats } from '../../../common/seats.js';
import * as channel from '../../channel.js';
import { HideButton } from '../../hide-button.js';
import { isHiddenInObs } from '../../obs-state.js';
import { Section } from '../../section.js';
import { t } from '../../words.js';
import { Resting } from './resting.js';
import { Situation } from './situation.js';
import { StreamNotices } from './stream-notices.js';

const SPEAKS_MS = 1_400;

export class Now extends Section {
  hideButton = new HideButton(this.element, this.panel);
  parts = [this.hideButton, new Situation(this), new Resting(this), new StreamNotices(this)];
  #seats = [];
  /** @type {Map<string, number>} who spoke, in the order of their first words */
  #speakers = new Map();
  /** The title of the script that plays. */
  #script = '';

  connect() {
    super.connect();
    this.#seats = [...seats()];
    $('seats').replaceChildren(...this.#seats);
    this.listen($('play'), 'click', () => channel.play(!channel.current()?.playing));
    this.listen($('clear'), 'click', () => channel.clear());
    this.listen($('retry'), 'click', () => this.panel.stream.retry());
  }

  onObs() {
    this.draw();
  }

  onStatus() {
    this.draw();
  }

  onConnection() {
    this.draw();
  }

  /** Somebody speaks: their seat pales for a moment. */
  onMessage({ username }, isHistory) {
    const filled = this.#filled();
    if (isHistory || !filled) return;
    if (!this.#speakers.has(username)) this.#speakers.set(username, this.#speakers.size);
    const seat = this.#seats[ORDER[this.#speakers.get(username) % filled]];
    seat.classList.add('says');
    this.after(SPEAKS_MS, () => seat.classList.remove('says'));
  }

  /** @param {string} title of the script that plays; empty when none does */
  showScript(title) {
    this.#script = title;
    this.draw();
  }

  #filled() {
    return Math.min(SEATS, this.panel.status?.viewers ?? 0);
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    const is = this.panel.state;
    this.#drawTitle(now, is);
    $('now-h').closest('.now').classList.toggle('hides', is === 'hidden');
    $('nobody').hidden = is !== 'asleep';
    $('gone').hidden = is !== 'gone';
    $('gone-text').textContent = t('panel.gone.text', { count: this.panel.tries });
    document.body.classList.toggle('empty', !now.games.length);
    document.body.classList.toggle('paused', is === 'paused');
    document.body.classList.toggle('dark', ['gone', 'asleep', 'hidden'].includes(is));
    drawPlay(now.playing);
    const filled = this.#filled();
    ORDER.forEach((place, rank) => this.#seats[place].classList.toggle('in', rank < filled));
  }

  #drawTitle(now, is) {
    const chosen = now.game ?? (now.mode === 'chatting' ? t('panel.chatting') : '');
    $('now-h').textContent = chosen || t('panel.empty.title');
    $('now-h').title = chosen;
    const isFading = is === 'playing' && typeof this.panel.status?.fadeLeftS === 'number';
    $('state').textContent = t(isFading ? 'panel.state.fading' : `panel.state.${is}`);
    $('dot').className = `dot ${{ playing: 'good', gone: 'bad' }[is] ?? ''}`;
    if (is === 'gone') $('state-more').textContent = '';
    else if (!chosen && is !== 'paused' && is !== 'hidden' && !isFading && !this.#script) $('state-more').textContent = t('panel.empty.text');
    else $('state-more').textContent = this.#facts(now, is, isFading).join(' · ');
  }

  /** What is said of the state, part by part. */
  #facts(now, is, isFading) {
    const { status } = this.panel;
    const slow = status?.slowMode ? [t('panel.slow')] : [];
    if (is === 'hidden') {
      const inObs = isHiddenInObs() ? [t('panel.hidden.in-obs')] : [];
      return [t(`panel.hidden.${now.visibility}`, { scene: now.scene ?? '' }), ...inObs, ...slow];
    }
    const facts = [watching(now, status), t('panel.overlays', { count: status?.overlays ?? 0 }), ...slow];
    if (this.#script) facts.unshift(t('panel.now.script', { title: this.#script }));
    if (isFading) facts.unshift(t('panel.now.fade', { count: Math.ceil(status.fadeLeftS / 60) }));
    return facts;
  }
}

/** How many watch; who came with a raid is told apart, until they have left again. */
function watching(now, status) {
  const count = status?.viewers ?? now.crowd;
  const raiders = status?.raiders ?? 0;
  return raiders ? t('panel.viewers.raid', { count: count - raiders, raiders }) : t('panel.viewers', { count });
}

function drawPlay(isPlaying) {
  const button = $('play');
  button.classList.toggle('primary', !isPlaying);
  button.replaceChild(icon(isPlaying ? 'i-pause' : 'i-play'), button.firstElementChild);
  button.children[1].textContent = t(isPlaying ? 'panel.pause' : 'panel.resume');
}
