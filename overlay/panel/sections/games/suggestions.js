/** Suggestions: what the list beneath the search offers for what is typed. */

import * as channel from '../../channel.js';
import { t } from '../../words.js';
import { MEANT, ranked } from './ranking.js';

const MOST = 6;
/** From so many letters on, it may be the name of a game that no pack knows. */
const NAME_LENGTH = 2;

/**
 * @typedef {{name: string, mode: string, label?: string, note: string}} Suggestion `label` stands in the name's place
 *
 * @param {object[]} packs @param {string} typed @param {boolean} isWriting whether a model writes about what no pack knows
 * @returns {Suggestion[]} all that has a pack, games first, while nothing is typed
 */
export function suggestionsFor(packs, typed, isWriting) {
  const language = channel.current()?.language ?? 'en';
  const suggestion = (pack) => ({ name: pack.names[language] ?? pack.name, mode: pack.mode, note: noteOf(pack, language, isWriting) });
  if (!typed) return [...packs].sort((one, other) => isTopic(one) - isTopic(other)).map(suggestion);
  const best = ranked(packs, typed, language).slice(0, MOST);
  const meant = { note: t('panel.suggest.meant') };
  const known = best.map(({ pack, rank }) => ({ ...suggestion(pack), ...(rank >= MEANT && meant) }));
  if (typed.length < NAME_LENGTH) return known;
  // What the server takes for a game that it knows can't be played under the name as typed.
  const isFree = ({ mode }) => !best.some(({ pack, same }) => same && pack.mode === mode);
  return [...known, ...asTyped(typed, isWriting).filter(isFree)];
}

const isTopic = ({ mode }) => Number(mode === 'chatting');

/** What a pack will say, in the chat's language; one of other languages alone says nothing. */
function noteOf(pack, language, isWriting) {
  const count = pack.phrases[language];
  if (count) return t(isTopic(pack) ? 'panel.suggest.topic-pack' : 'panel.lines', { count });
  return isTopic(pack) ? t('panel.suggest.topic') : noteOfUnknown(isWriting);
}

const noteOfUnknown = (isWriting) => t(isWriting ? 'panel.suggest.written' : 'panel.suggest.general');

/** The suggestion of a game or topic without a pack: as typed. */
const asTyped = (name, isWriting) => [
  { name, mode: 'game', label: t('panel.suggest.play', { name }), note: noteOfUnknown(isWriting) },
  { name, mode: 'chatting', label: t('panel.suggest.chat', { name }), note: t('panel.suggest.topic') },
];
