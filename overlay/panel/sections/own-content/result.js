/** What came of saving own content, or of a file: how much is kept, and what isn't, each with its line and the reason. */

import { $, element } from '../../../common/dom.js';
import { wordsOf } from '../../channel.js';
import { t } from '../../words.js';

/** As many as the server names; the list scrolls. */
const SKIPPED = 200;
/** Reasons that have words of their own. */
const WHY = new Set(['EMPTY', 'TOO_LONG', 'TOO_SHORT', 'BAD_CHARACTERS', 'BAD_ENCODING', 'FULL']);

/** What came of a file, in one line. @param {string} file its name; nothing is said without */
export function showSum(file, answer) {
  $('mine-sum').hidden = !file;
  if (!file) return;
  const { kept, same } = answer;
  const skipped = answer.skipped.length + answer.moreSkipped;
  const parts = [t('panel.lines', { count: kept.lines })];
  for (const [key, count] of Object.entries({ names: kept.names, people: kept.people, same, skipped })) {
    if (count) parts.push(t(`panel.mine.sum.${key}`, { count }));
  }
  $('mine-sum').textContent = t('panel.mine.sum', { file, parts: parts.join(', ') });
}

/** @param {object[]} skipped @param {number} more than are named @param {string} [first] said before them */
export function showSkipped(skipped, more, first = '') {
  const lines = skipped.slice(0, SKIPPED).map(({ field, line, reason, text, limit }) =>
    t(`panel.mine.skipped.${field}`, { line, text, why: t(`panel.mine.why.${WHY.has(reason) ? reason : 'BAD_VALUE'}`, { limit }) }),
  );
  const rest = Math.max(0, skipped.length - SKIPPED) + more;
  if (rest) lines.push(t('panel.mine.skipped.more', { count: rest }));
  if (first) lines.unshift(first);
  $('mine-error').replaceChildren(...lines.map((line) => element('span', 'mine-skipped', line)));
  $('mine-error').hidden = !lines.length;
}

/** Why a whole file, or what was typed, wasn't taken. @param {import('../../api.js').CallError} error */
export function wordsOfFile(error) {
  if (error.code !== 'UNREADABLE') return wordsOf(error);
  const { reason, line } = error.problem;
  const why = t(`panel.mine.no.${['NOT_TEXT', 'TOO_LARGE'].includes(reason) ? reason : 'FORM'}`);
  return line ? t('panel.mine.no.line', { why, line }) : why;
}
