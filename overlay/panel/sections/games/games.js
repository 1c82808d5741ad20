/** Games: what is chosen comes into a slot; a ticket for each, to be picked or torn off. */

import { call, CallError } from '../../api.js';
import * as channel from '../../channel.js';
import { $, choose, element, icon, onChoice } from '../../../common/dom.js';
import { hideRefusal, onPick, refuse, waiting } from './refusal.js';
import { hasPack, startSearch } from './search.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';
import { prepare } from '../writing/writing.js';

const STARTERS = ['Minecraft', 'Red Dead Redemption 2', "Baldur's Gate 3", 'Elden Ring'];

let source = { kind: '', state: 'off', written: 0 };

export function startGames() {
  startSearch(pick, () => source.state !== 'off');
  onChoice('chat-language', (language) => channel.change({ language }));
  channel.onChannel(draw);
  onPick(pick);
  onWords(() => channel.current() && draw(channel.current()));
}

/** How many lines were written for what is on: its ticket says so. */
export function showWritten(status) {
  const changed = writtenFor(status.source) !== writtenFor(source);
  source = status.source;
  if (changed && channel.current()) draw(channel.current());
}

const writtenFor = ({ kind, written }) => (kind === 'written' ? written : 0);

/** Choose a game or a topic; what nobody knows yet is asked about first. `replaces` gives its place in a full house. */
export async function pick({ name, mode, insist = false, replaces }) {
  const typed = $('q').value;
  // Empty at once: the list of packs may still be on its way, and would open again over what was typed.
  $('q').value = '';
  hideRefusal();
  try {
    if (replaces || insist || !isKnown(name, mode)) await waiting(name, prepare(name, mode, { insist, replaces }));
    channel.arrived(await call('PATCH', '/api/channel', { game: name, mode }));
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    $('q').value = typed;
    $('q').setAttribute('aria-invalid', 'true');
    refuse({ name, mode, error });
  }
}

const isKnown = (name, mode) => channel.current()?.games.some((game) => game.name === name && game.mode === mode) || hasPack(name, mode);

function draw(now) {
  choose('chat-language', now.language);
  $('games-count').textContent = t('panel.games.count', { count: now.games.length, slots: now.slots });
  const list = $('tickets');
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  list.textContent = '';
  now.games.forEach((game, place) => list.append(ticket(game, place, now)));
  const free = now.slots - now.games.length;
  if (now.games.length && free > 0) list.append(element('li', 'ticket free', t('panel.free', { count: free })));
  if (focused) [...list.querySelectorAll('.pick')].find((button) => button.dataset.name === focused)?.focus();
  const starters = $('starters');
  starters.hidden = now.games.length > 0;
  starters.textContent = '';
  for (const name of [...STARTERS, t('panel.chatting')]) {
    const chip = element('button', 'chip', name);
    chip.type = 'button';
    chip.onclick = () => (STARTERS.includes(name) ? pick({ name, mode: 'game' }) : channel.change({ game: null, mode: 'chatting' }));
    starters.append(chip);
  }
}

function ticket(game, place, now) {
  const on = now.game?.toLowerCase() === game.name.toLowerCase();
  const node = element('li', `ticket${on ? ' on' : ''}`);
  const choice = element('button', 'pick');
  choice.type = 'button';
  choice.dataset.name = game.name;
  choice.title = game.name;
  choice.setAttribute('aria-pressed', on);
  choice.append(icon('seat', 'on-now'));
  choice.append(element('b', '', game.mode === 'chatting' ? t('panel.chatting.about', { name: game.name }) : game.name));
  const count = game.source === 'pack' ? game.phrases : on ? writtenFor(source) : 0;
  choice.append(element('small', '', count ? t('panel.lines', { count }) : t('panel.general')));
  choice.onclick = () => channel.change({ game: game.name, mode: game.mode });
  const tear = element('button', 'tear');
  tear.type = 'button';
  tear.setAttribute('aria-label', t('panel.tear', { name: game.name }));
  tear.append(icon('i-x'));
  tear.onclick = () => remove(game, place, on);
  node.append(choice, tear);
  return node;
}

/** Tear a ticket off. Undo puts it back where it was. */
async function remove(game, place, on) {
  try {
    await call('DELETE', `/api/games/${encodeURIComponent(game.name)}`);
  } catch (error) {
    return toast(channel.wordsOf(error));
  }
  const undo = async () => {
    try {
      await prepare(game.name, game.mode, { place });
      if (on) await channel.change({ game: game.name, mode: game.mode });
    } catch (error) {
      toast(channel.wordsOf(error));
    }
  };
  return toast(t('panel.torn', { name: game.name }), { act: undo });
}
