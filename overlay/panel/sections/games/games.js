/** Games: what is chosen comes into a slot; an entry for each, to be picked or removed. */

import { $, button, choose, element, icon } from '../../../common/dom.js';
import { call, CallError } from '../../api.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';
import { Genre } from './genre.js';
import { Refusal } from './refusal.js';
import { Search } from './search.js';
import { Unknown } from './unknown.js';

/** A model may be asked about the game first, and the server reads its lines. */
const PREPARE_PATIENCE_MS = 60_000;
const STARTERS = ['Minecraft', 'Red Dead Redemption 2', "Baldur's Gate 3", 'Elden Ring'];

export class Games extends Section {
  #refusal = new Refusal(this, (choice) => this.#pick(choice));
  #search = new Search(this, (choice) => this.#pick(choice), () => this.#refusal.hide());
  parts = [this.#search, this.#refusal, new Unknown(this), new Genre(this)];
  /** How many lines were written for what is on, as its entry says. */
  #written = 0;

  connect() {
    super.connect();
    this.whenChosen('chat-language', (language) => channel.change({ language }));
  }

  onStatus({ source }) {
    const written = source.kind === 'written' ? source.written : 0;
    if (written === this.#written) return;
    this.#written = written;
    this.draw();
  }

  /** Choose a game or a topic; one that isn't known is prepared first. `replaces` gives its place where no slot is free. */
  async #pick({ name, mode, insist = false, replaces }) {
    const typed = $('q').value;
    // Empty at once: the list of packs may still be on its way, and would open again over what was typed.
    $('q').value = '';
    this.#refusal.hide();
    try {
      if (replaces || insist || !this.#isKnown(name, mode)) await this.#refusal.wait(name, prepare(name, mode, { insist, replaces }));
      channel.receive(await call('PATCH', '/api/channel', { game: name, mode }));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      $('q').value = typed;
      $('q').setAttribute('aria-invalid', 'true');
      this.#refusal.show({ name, mode, error });
    }
  }

  #isKnown(name, mode) {
    return channel.current()?.games.some((game) => game.name === name && game.mode === mode) || this.#search.hasPack(name, mode);
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    choose('chat-language', now.language);
    $('games-count').textContent = t('panel.games.count', { count: now.games.length, slots: now.slots });
    this.#drawGames(now);
    $('starters').hidden = now.games.length > 0;
    $('starters').replaceChildren(...[...STARTERS, t('panel.chatting')].map((name) => this.#starter(name)));
  }

  #drawGames(now) {
    const list = $('game-list');
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    const free = now.slots - now.games.length;
    const rest = now.games.length && free > 0 ? [element('li', 'entry free', t('panel.free', { count: free }))] : [];
    list.replaceChildren(...now.games.map((game, place) => this.#entry(game, place, now)), ...rest);
    if (focused) [...list.querySelectorAll('.pick')].find((choice) => choice.dataset.name === focused)?.focus();
  }

  #starter(name) {
    const isGame = STARTERS.includes(name);
    const act = () => (isGame ? this.#pick({ name, mode: 'game' }) : channel.change({ game: null, mode: 'chatting' }));
    return this.whenPressed(button('chip', name), act);
  }

  #entry(game, place, now) {
    const isOn = now.game?.toLowerCase() === game.name.toLowerCase();
    const choice = button('pick');
    choice.dataset.name = game.name;
    choice.title = game.name;
    choice.setAttribute('aria-pressed', isOn);
    const count = game.source === 'pack' ? game.phrases : isOn ? this.#written : 0;
    choice.append(
      icon('seat', 'on-now'),
      element('b', '', game.mode === 'chatting' ? t('panel.chatting.about', { name: game.name }) : game.name),
      element('small', '', count ? t('panel.lines', { count }) : t('panel.general')),
    );
    const removal = button('remove');
    removal.setAttribute('aria-label', t('panel.games.remove', { name: game.name }));
    removal.append(icon('i-x'));
    const node = element('li', `entry${isOn ? ' on' : ''}`);
    node.append(
      this.whenPressed(choice, () => channel.change({ game: game.name, mode: game.mode })),
      this.whenPressed(removal, () => remove(game, place, isOn)),
    );
    return node;
  }
}

/** Ask for a game's lines first: a new one may be none, and a model that writes needs a moment. */
const prepare = (name, mode, more = {}) => call('POST', '/api/generate-phrases', { gameName: name, mode, ...more }, PREPARE_PATIENCE_MS);

/** Remove a game. Undo puts it back where it was. */
async function remove({ name, mode }, place, wasOn) {
  try {
    await call('DELETE', `/api/games/${encodeURIComponent(name)}`);
  } catch (error) {
    return toast(channel.wordsOf(error));
  }
  const undo = async () => {
    try {
      await prepare(name, mode, { place });
      if (wasOn) await channel.change({ game: name, mode });
    } catch (error) {
      toast(channel.wordsOf(error));
    }
  };
  return toast(t('panel.games.removed', { name }), { act: undo });
}
