/** Looks under a name. The one that is chosen is worn, at once, by every page whose URL asks for none. */

import { $, button, element } from '../../../common/dom.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { Part } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';
import { NameForm } from './name-form.js';
import { NAMES } from './options.js';

const MAIN = 'main';

export class Looks extends Part {
  #form = new NameForm(this);
  parts = [this.#form];
  #list = element('div', 'look-names');
  #tools = element('div', 'row');

  constructor(section) {
    super(section);
    this.#list.setAttribute('role', 'group');
    $('looks').append(this.#list, this.#tools, this.#form.node);
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    this.#list.setAttribute('aria-label', t('panel.looks'));
    this.#list.replaceChildren(...Object.keys(now.looks).map((name) => this.#chip(name, (now.look ?? MAIN) === name)));
    this.#tools.replaceChildren(this.#tool('panel.looks.save', () => this.#form.ask(t('panel.looks.save'), '', save)));
    if (now.look === null) return;
    this.#tools.append(
      this.#tool('panel.looks.rename', () => this.#form.ask(t('panel.looks.rename'), now.look, (name) => rename(now.look, name))),
      this.#tool('panel.looks.link', () => this.panel.links.copy('overlay', { look: now.look })),
      this.#tool('panel.looks.delete', () => remove(now.look, now.looks[now.look])),
    );
  }

  #chip(name, isActive) {
    const chip = button('chip', name === MAIN ? t('panel.looks.main') : name);
    chip.dataset.lock = '';
    chip.setAttribute('aria-pressed', isActive);
    return this.whenPressed(chip, () => channel.change({ look: name === MAIN ? null : name }));
  }

  #tool(key, act) {
    const tool = button('btn small plain', t(key));
    tool.dataset.lock = '';
    return this.whenPressed(tool, act);
  }
}

const save = (name) => send('PUT', name);
const rename = (old, name) => send('POST', old, { name });

async function remove(name, look) {
  const options = Object.fromEntries(NAMES.map((option) => [option, look[option]]));
  if (await send('DELETE', name)) toast(t('panel.looks.deleted', { name }), { act: () => send('PUT', name, options) });
}

async function send(method, name, body) {
  try {
    channel.receive(await call(method, `/api/looks/${encodeURIComponent(name)}`, body));
    return true;
  } catch (error) {
    toast(channel.wordsOf(error));
    return false;
  }
}
