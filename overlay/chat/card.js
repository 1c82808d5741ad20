/** The card that a dead link gets: the one thing that may ever cover the game. */

import { element, icon } from '../common/dom.js';

const KEYS = {
  'no-link': 'none',
  'too-many': 'many',
  'bad-game': 'game',
};

/** @param {string} reason of the `gone` event @param {'overlay' | 'reader'} where: OBS has a source, a reader an address */
export function cardNode(reason, t, where = 'overlay') {
  const key = `${where}.${KEYS[reason] ?? 'gone'}`;
  const card = element('div', 'sf-card');
  card.setAttribute('role', 'status');
  card.append(icon('seat', 'sf-card-seat'), element('b', '', t(`${key}.title`)), t(`${key}.text`));
  return card;
}
