/** Emotes: what is there beside the house's own, what of it isn't taken and why, and how it stands with the sets. */

import { call } from '../api.js';
import * as channel from '../channel.js';
import { $, element } from '../dom.js';
import { onWords, t } from '../words.js';

const SHOWN = 60;
const NAMES = { seventv: '7TV', bttv: 'BTTV', ffz: 'FrankerFaceZ' };

let known = null;
let revision = null;

export function startEmotes() {
  channel.onChannel((now) => {
    if (now.emotes === revision) return;
    revision = now.emotes;
    load();
  });
  // A set that failed changes no emote, so nobody tells: ask when somebody looks.
  $('emotes-h').addEventListener('click', load);
  onWords(draw);
}

async function load() {
  try {
    known = await call('GET', '/api/emotes');
  } catch {
    return; // what was known stays; the next look asks again
  }
  draw();
}

function draw() {
  if (!known) return;
  $('emotes-val').textContent = known.emotes.length ? t('panel.emotes.count', { count: known.emotes.length }) : '';
  $('emotes-own').replaceChildren(...known.emotes.slice(0, SHOWN).map(picture));
  const rest = known.emotes.length - SHOWN;
  if (rest > 0) $('emotes-own').append(element('span', '', t('panel.emotes.more', { count: rest })));
  $('emotes-more').replaceChildren(...known.sets.map(setLine), ...known.refused.map(refusedLine));
}

function picture({ code, url }) {
  const image = element('img');
  image.src = url;
  image.alt = code;
  image.title = code;
  image.loading = 'lazy';
  return image;
}

function setLine({ name, state, count, passedOver, retryAt }) {
  const at = retryAt && new Date(retryAt).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  const line = element('li', state === 'failed' ? 'is-bad' : '', t(`panel.emotes.${state}`, { name: NAMES[name], count, at }));
  if (passedOver) line.append(` ${t('panel.emotes.passed-over', { count: passedOver })}`);
  return line;
}

function refusedLine({ file, reason, suggestion }) {
  return element('li', 'is-bad', t(`panel.emotes.no.${suggestion ? 'rename' : reason}`, { file, suggestion }));
}
