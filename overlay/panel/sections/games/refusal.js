/** Refusal: a game that can't be one, or that a model takes for none; what was meant, and the last word. */

import * as channel from '../../channel.js';
import { $, element } from '../../../common/dom.js';
import { t } from '../../words.js';

const WAIT_MS = 400;

let pick = () => {};
/** The game that is on, while the notice is about it. */
let onAnyway = '';

/** @param {(choice: {name: string, mode: string, insist?: boolean, replaces?: string}) => void} then chooses a game */
export function onPick(then) {
  pick = then;
}

/** While a model is asked about a game, say so; a quick answer needs no word. */
export async function waiting(name, asked) {
  const timer = setTimeout(() => {
    $('game-wait-title').textContent = t('panel.games.wait', { name });
    $('game-wait').hidden = false;
  }, WAIT_MS);
  try {
    return await asked;
  } finally {
    clearTimeout(timer);
    $('game-wait').hidden = true;
  }
}

/** A call said no. */
export function refuse({ name, mode, error }) {
  const { refused, detail, meant } = error.problem;
  if (refused) return show(name, mode, detail, meant);
  const full = error.code === 'GAME_LIMIT';
  $('game-error-title').textContent = t(full ? 'panel.full.title' : 'panel.bad-game.title', { name });
  $('game-error-text').textContent = full ? t('panel.full.text') : channel.wordsOf(error);
  $('game-error-do').textContent = '';
  if (full) $('game-error-do').append(...(error.problem.currentGames ?? []).map((old) => choice(t('panel.full.replace', { name: old }), { name, mode, replaces: old })));
  $('game-error').hidden = false;
  return undefined;
}

/** The game is on already when the model says that it is none. */
export function showRefusal({ source }) {
  const now = channel.current();
  if (source.state === 'refused' && now?.game) {
    if (onAnyway === now.game) return;
    show(now.game, now.mode, source.reason, source.meant);
    onAnyway = now.game;
  } else if (onAnyway) hideRefusal();
}

export function hideRefusal() {
  onAnyway = '';
  $('game-error').hidden = true;
}

function show(name, mode, reason, meant) {
  const topic = mode === 'chatting';
  $('game-error-title').textContent = t(topic ? 'panel.refused.topic' : 'panel.refused.game', { name });
  $('game-error-text').textContent = reason;
  const choices = $('game-error-do');
  choices.textContent = '';
  if (meant) choices.append(choice(t('panel.refused.use', { name: meant }), { name: meant, mode }));
  choices.append(choice(t(topic ? 'panel.refused.insist-topic' : 'panel.refused.insist'), { name, mode, insist: true }));
  $('game-error').hidden = false;
}

function choice(label, chosen) {
  const button = element('button', 'text-btn', label);
  button.type = 'button';
  button.onclick = () => {
    $('q').value = '';
    $('q').removeAttribute('aria-invalid');
    pick(chosen);
  };
  return button;
}
