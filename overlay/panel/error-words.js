/** What to say of a call that failed: what happened, to which field and why, and what to do. No DOM. */

import { t } from './words.js';

/** What the API's fields of typed text are called in the panel; those of a look are called as its settings. */
const FIELDS = {
  'streamer.name': 'panel.you.name',
  situation: 'panel.situation',
  blockedWords: 'panel.writing.blocked',
  'rules.contains': 'panel.scenes.contains',
  fadeMinutes: 'panel.on-air.minutes',
  pace: 'panel.custom',
  crowd: 'panel.crowd',
  key: 'panel.provider.field.key',
  baseUrl: 'panel.provider.field.baseUrl',
  model: 'panel.provider.field.model',
  password: 'panel.obs.password',
  twitchId: 'panel.emotes.twitch',
};

/** @param {import('./api.js').CallError} error */
export function wordsOf({ code, problem = {} }) {
  const field = code === 'BAD_REQUEST' && fieldWords(problem.errors?.[0]);
  if (field) return field;
  return known(`error.${code}`, problem) ?? t(problem.status < 500 ? 'error.BAD_REQUEST' : 'error.INTERNAL');
}

/** Which field, and what is wrong with it; undefined where the panel has no such field or no word for it. */
function fieldWords(broken) {
  if (!broken) return undefined;
  const name = broken.field.split('.').filter((part) => !/^\d+$/.test(part)).join('.');
  const label = known(FIELDS[name] ?? `panel.look.${name}`);
  const why = known(`error.why.${broken.code}`, broken);
  return label && why && t('error.FIELD', { field: label, why });
}

function known(key, values) {
  const text = t(key, values);
  return text === key ? undefined : text;
}
