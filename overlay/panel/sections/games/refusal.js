/** Refusal: a game that can't be one, or that a model takes for none; what was meant, and the last word. */

import { $, button } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Part } from '../../section.js';
import { t } from '../../words.js';

const WAIT_MS = 400;

export class Refusal extends Part {
  #pick;
  /** The game that is on, while the notice is about it. */
  #onAnyway = '';

  /** @param {(choice: {name: string, mode: string, insist?: boolean, replaces?: string}) => void} pick chooses a game */
  constructor(section, pick) {
    super(section);
    this.#pick = pick;
  }

  /** The game is on already when the model says that it is none. */
  onStatus({ source }) {
    const now = channel.current();
    if (source.state === 'refused' && now?.game) {
      if (this.#onAnyway === now.game) return;
      this.#showRefused(now.game, now.mode, source.reason, source.meant);
      this.#onAnyway = now.game;
    } else if (this.#onAnyway) this.hide();
  }

  /** While a model is asked about a game, say so; a quick answer needs no word. */
  async wait(name, asked) {
    const timer = this.after(WAIT_MS, () => {
      $('game-wait-title').textContent = t('panel.games.wait', { name });
      $('game-wait').hidden = false;
    });
    try {
      return await asked;
    } finally {
      this.stop(timer);
      $('game-wait').hidden = true;
    }
  }

  /** A call said no. */
  show({ name, mode, error }) {
    const { refused, detail, meant, currentGames = [] } = error.problem;
    if (refused) return this.#showRefused(name, mode, detail, meant);
    const isFull = error.code === 'GAME_LIMIT';
    const title = t(isFull ? 'panel.full.title' : 'panel.bad-game.title', { name });
    const replace = (old) => this.#choice(t('panel.full.replace', { name: old }), { name, mode, replaces: old });
    return say(title, isFull ? t('panel.full.text') : channel.wordsOf(error), isFull ? currentGames.map(replace) : []);
  }

  hide() {
    this.#onAnyway = '';
    $('game-error').hidden = true;
  }

  #showRefused(name, mode, reason, meant) {
    const isTopic = mode === 'chatting';
    const use = meant ? [this.#choice(t('panel.refused.use', { name: meant }), { name: meant, mode })] : [];
    const insist = this.#choice(t(isTopic ? 'panel.refused.insist-topic' : 'panel.refused.insist'), { name, mode, insist: true });
    say(t(isTopic ? 'panel.refused.topic' : 'panel.refused.game', { name }), reason, [...use, insist]);
  }

  #choice(label, choice) {
    return this.whenPressed(button('text-btn', label), () => {
      $('q').value = '';
      $('q').removeAttribute('aria-invalid');
      this.#pick(choice);
    });
  }
}

function say(title, text, choices) {
  $('game-error-title').textContent = title;
  $('game-error-text').textContent = text;
  $('game-error-do').replaceChildren(...choices);
  $('game-error').hidden = false;
}
