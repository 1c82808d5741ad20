/** The card that a dead link gets: the one thing that may ever cover the game. */

import { element, icon } from './message.js';

const KEYS = {
  'no-link': 'overlay.none',
  'too-many': 'overlay.many',
  'bad-game': 'overlay.game',
};

/** @param {string} reason of the `gone` event */
export function cardNode(reason, t) {
  const key = KEYS[reason] ?? 'overlay.gone';
  const card = element('div', 'sf-card');
  card.setAttribute('role', 'status');
  card.append(icon('seat', 'sf-card-seat'), element('b', '', t(`${key}.title`)), t(`${key}.text`));
  return card;
}
