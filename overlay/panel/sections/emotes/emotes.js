/** Emotes: what is there beside the house's own, what of it isn't taken and why, and how it stands with the sets. */

import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { $, element, icon } from '../../../common/dom.js';
import { copyText } from '../link/link.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';
import { drawSets, startSets } from './sets.js';
import { startUpload } from './upload.js';

const SHOWN = 60;
const UNDO_MS = 10_000;
const NAMES = { seventv: '7TV', bttv: 'BTTV', ffz: 'FrankerFaceZ' };

let known = null;
let revision = null;
let owns = false;
/** What was dropped just now and isn't taken. */
let dropped = [];

export function startEmotes(scope) {
  owns = scope === 'owner';
  channel.onChannel((now) => {
    if (now.emotes === revision) return;
    revision = now.emotes;
    load();
  });
  // A set that failed changes no emote, so nobody tells: ask when somebody looks.
  $('emotes-h').addEventListener('click', load);
  $('emotes-folder').onclick = () => copyText(known.folder);
  startUpload((answer, refused) => {
    dropped = refused;
    arrived(answer);
  });
  startSets(arrived);
  onWords(draw);
}

async function load() {
  try {
    arrived(await call('GET', '/api/emotes'));
  } catch {
    // what was known stays; the next look asks again
  }
}

function arrived(next) {
  known = next ?? known;
  draw();
}

function draw() {
  if (!known) return;
  $('emotes-val').textContent = known.emotes.length ? t('panel.emotes.count', { count: known.emotes.length }) : '';
  $('emotes-own').replaceChildren(...known.emotes.slice(0, SHOWN).map(picture));
  const rest = known.emotes.length - SHOWN;
  $('emotes-rest').textContent = rest > 0 ? t('panel.emotes.more', { count: rest }) : '';
  $('emotes-folder-is').textContent = known.folder ? t('panel.emotes.folder', { folder: known.folder }) : '';
  $('emotes-folder').hidden = !known.folder;
  const more = known.moreRefused ? [element('li', 'is-bad', t('panel.emotes.more', { count: known.moreRefused }))] : [];
  $('emotes-more').replaceChildren(...dropped.map(refusedLine), ...known.sets.map(setLine), ...known.refused.map(refusedLine), ...more);
  drawSets(known.wanted);
}

function picture({ code, url, own }) {
  const item = element('li');
  const image = element('img');
  image.src = url;
  image.alt = '';
  image.loading = 'lazy';
  const name = element('span', '', code);
  name.title = code;
  item.append(image, name);
  if (own && owns) item.append(remover(code));
  return item;
}

function remover(code) {
  const button = element('button', 'btn icon');
  button.type = 'button';
  button.dataset.lock = '';
  button.setAttribute('aria-label', t('panel.emotes.delete', { code }));
  button.title = t('panel.emotes.delete', { code });
  button.append(icon('i-x'));
  button.onclick = () => remove(code);
  return button;
}

/** Delete one. Its bytes are fetched first, so that Undo can bring it back. */
async function remove(code) {
  try {
    const { url } = known.emotes.find((emote) => emote.code === code);
    const image = await (await fetch(url)).blob();
    arrived(await call('DELETE', `/api/emotes/${encodeURIComponent(code)}`));
    const undo = async () => {
      try {
        arrived(await call('POST', `/api/emotes?name=${encodeURIComponent(code)}`, image));
      } catch (error) {
        toast(channel.wordsOf(error));
      }
    };
    toast(t('panel.emotes.deleted', { code }), { act: undo, ms: UNDO_MS });
  } catch (error) {
    toast(channel.wordsOf(error));
  }
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
