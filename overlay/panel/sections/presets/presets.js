/** Presets: the settings of now under a name; and the whole channel as one file. */

import { $, button, element, icon } from '../../../common/dom.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

export class Presets extends Section {
  connect() {
    super.connect();
    this.listen($('preset-form'), 'submit', save);
    this.listen($('import-file'), 'change', restore);
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    $('preset-list').replaceChildren(...now.presets.map((name) => this.#entry(name)));
    $('presets-val').textContent = now.presets.join(', ');
  }

  #entry(name) {
    const choice = button('pick');
    choice.append(element('b', '', name));
    const removal = button('remove');
    removal.setAttribute('aria-label', t('panel.presets.delete', { name }));
    removal.append(icon('i-x'));
    const node = element('li', 'entry');
    node.append(
      this.whenPressed(choice, () => send('POST', `${path(name)}/recall`, t('panel.presets.recalled', { name }))),
      this.whenPressed(removal, () => send('DELETE', path(name), t('panel.presets.deleted', { name }))),
    );
    return node;
  }
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
    toast(t('error.NOT_OURS'));
    return;
  }
  const before = await call('GET', '/api/export').catch(() => null);
  await send('POST', '/api/import', t('panel.backup.imported'), whole, before && (() => send('POST', '/api/import', t('panel.backup.undone'), before)));
}

async function send(method, where, said, body, undo) {
  try {
    channel.receive(await call(method, where, body));
    toast(said, undo ? { act: undo } : {});
    return true;
  } catch (error) {
    toast(channel.wordsOf(error));
    return false;
  }
}

const path = (name) => `/api/presets/${encodeURIComponent(name)}`;
