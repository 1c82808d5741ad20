/** Presets: the settings of now under a name; and the whole channel as one file. */

import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { $, element, icon } from '../../../common/dom.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';

export function startPresets() {
  $('preset-form').onsubmit = save;
  $('import-file').onchange = restore;
  channel.onChannel(draw);
  onWords(() => channel.current() && draw(channel.current()));
}

function draw(now) {
  const list = $('preset-list');
  list.textContent = '';
  for (const name of now.presets) list.append(ticket(name));
  $('presets-val').textContent = now.presets.join(', ');
}

function ticket(name) {
  const node = element('li', 'ticket');
  const choice = element('button', 'pick');
  choice.type = 'button';
  choice.append(element('b', '', name));
  choice.onclick = () => send('POST', `${path(name)}/recall`, t('panel.presets.recalled', { name }));
  const tear = element('button', 'tear');
  tear.type = 'button';
  tear.setAttribute('aria-label', t('panel.presets.delete', { name }));
  tear.append(icon('i-x'));
  tear.onclick = () => send('DELETE', path(name), t('panel.presets.deleted', { name }));
  node.append(choice, tear);
  return node;
}

async function save(event) {
  event.preventDefault();
  const name = $('preset-name').value.trim();
  if (name && (await send('PUT', path(name), t('panel.presets.saved', { name })))) $('preset-form').reset();
}

async function restore() {
  const [file] = $('import-file').files;
  $('import-file').value = '';
  if (!file) return;
  let whole;
  try {
    whole = JSON.parse(await file.text());
  } catch {
    return toast(t('error.NOT_OURS'));
  }
  const before = await call('GET', '/api/export').catch(() => null);
  await send('POST', '/api/import', t('panel.backup.imported'), whole, before && (() => send('POST', '/api/import', t('panel.backup.undone'), before)));
}

async function send(method, where, said, body, undo) {
  try {
    channel.arrived(await call(method, where, body));
    toast(said, undo ? { act: undo } : {});
    return true;
  } catch (error) {
    toast(channel.wordsOf(error));
    return false;
  }
}

const path = (name) => `/api/presets/${encodeURIComponent(name)}`;
