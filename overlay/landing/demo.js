/** A chat that runs in the page itself, drawn by the overlay's own code, without a channel. */

import { MessageList } from '../chat/list.js';
import { messageNode } from '../chat/message.js';
import { ShuffleBag } from './shuffle-bag.js';
import { Rhythm } from './rhythm.js';

const MAX = 24;
const FIRST = 4;
const ANSWER_MS = [1_100, 2_600];
const WAVE = [6, 9];
const WAVE_GAP_MS = [180, 350];
const WAVE_STIRS = 3;

/**
 * @typedef {[text: string, ...answers: string[]]} Thread
 * @typedef {{crowd: [name: string, badge?: string][], games: Record<string, Thread[]>, moments: Record<string, string[]>}} Lines
 */

export class Demo {
  #list;
  #lines;
  #onSpeak;
  #crowd;
  /** @type {ShuffleBag} */
  #threads;
  #waves;
  #rhythm = new Rhythm();
  /** Timers of what is yet to be said: they end with the show. */
  #due = new Set();
  #running = false;
  #last = '';
  #count = 0;

  /** @param {HTMLElement} node the `ol` @param {Lines} lines @param {string[]} colors of names @param {(place: number) => void} onSpeak whose seat */
  constructor(node, lines, colors, onSpeak) {
    this.#list = new MessageList(node);
    this.#list.configure({ max: MAX, fade: 0 });
    this.#lines = lines;
    this.#onSpeak = onSpeak;
    this.#crowd = lines.crowd.map(([username, badge], place) => ({
      place, username, badges: badge ? [badge] : [], color: colors[place % colors.length],
    }));
    this.#waves = Object.fromEntries(Object.entries(lines.moments).map(([type, texts]) => [type, new ShuffleBag(texts)]));
  }

  /** Another game: the chat begins anew, as if it had gone on for a while. @param {string} game */
  play(game) {
    this.#cancel();
    this.#list.clear();
    this.#threads = new ShuffleBag(this.#lines.games[game]);
    for (let said = 0; said < FIRST; said += 1) this.#say(this.#threads.draw()[0], { still: true });
    if (this.#running) this.#go();
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    this.#go();
  }

  stop() {
    this.#running = false;
    this.#cancel();
  }

  /** A wave of reactions, whether the chat runs or not. @param {string} type @returns {number} how long it lasts, in ms */
  wave(type) {
    const count = between(...WAVE, Math.round);
    let at = 0;
    for (let said = 0; said < count; said += 1) {
      this.#later(at, () => this.#say(this.#waves[type].draw()));
      at += between(...WAVE_GAP_MS);
    }
    this.#rhythm.stir(performance.now(), WAVE_STIRS);
    return at;
  }

  #go() {
    this.#later(this.#rhythm.gap(performance.now(), Math.random()), () => {
      this.#speak();
      this.#go();
    });
  }

  #speak() {
    const [text, ...answers] = this.#threads.draw();
    let asked = this.#say(text);
    let at = 0;
    for (const answer of answers) {
      at += between(...ANSWER_MS);
      this.#later(at, () => {
        asked = this.#say(answer, { replyTo: asked });
      });
    }
  }

  /** @returns {object} the message that was said */
  #say(content, { still = false, replyTo } = {}) {
    const { place, ...viewer } = this.#someone(replyTo?.username);
    const message = { ...viewer, id: String((this.#count += 1)), content, timestamp: Date.now() };
    if (replyTo) message.replyTo = { id: replyTo.id, username: replyTo.username, content: replyTo.content };
    this.#list.add(message.username, () => messageNode(message, this.#list.knows), { still });
    this.#rhythm.stir(performance.now());
    this.#last = message.username;
    this.#onSpeak(place);
    return message;
  }

  /** Anybody but who spoke last and whom it answers; who has a badge speaks more. */
  #someone(asked) {
    const free = this.#crowd.filter(({ username }) => username !== this.#last && username !== asked);
    const choices = free.flatMap((viewer) => (viewer.badges.length ? [viewer, viewer] : [viewer]));
    return choices[Math.floor(Math.random() * choices.length)];
  }

  #later(ms, what) {
    const timer = setTimeout(() => {
      this.#due.delete(timer);
      what();
    }, ms);
    this.#due.add(timer);
  }

  #cancel() {
    for (const timer of this.#due) clearTimeout(timer);
    this.#due.clear();
  }
}

const between = (low, high, round = (number) => number) => round(low + Math.random() * (high - low));
