/** Wardrobe: looks under a name. The one that is chosen is worn, at once, by every page whose URL asks for none. */

import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { element } from '../../../common/dom.js';
import { copy } from '../link/link.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';
import { NAMES } from './options.js';

const MAIN = 'main';

export function startWardrobe(place) {
  const list = element('div', 'wardrobe');
  list.setAttribute('role', 'group');
  const tools = element('div', 'row');
  const form = nameForm();
  place.append(list, tools, form.node);
  const draw = () => {
    const now = channel.current();
    if (!now) return;
    list.setAttribute('aria-label', t('panel.looks'));
    list.replaceChildren(...Object.keys(now.looks).map((name) => chip(name, (now.look ?? MAIN) === name)));
    tools.replaceChildren(button('panel.looks.save', () => form.ask(t('panel.looks.save'), '', save)));
    if (now.look === null) return;
    tools.append(
      button('panel.looks.rename', () => form.ask(t('panel.looks.rename'), now.look, (name) => rename(now.look, name))),
      button('panel.looks.link', () => copy('overlay', { look: now.look })),
      button('panel.looks.delete', () => remove(now.look, now.looks[now.look])),
    );
  };
  channel.onChannel(draw);
  onWords(draw);
}

function chip(name, worn) {
  const node = element('button', 'chip', name === MAIN ? t('panel.looks.main') : name);
  node.type = 'button';
  node.dataset.lock = '';
  node.setAttribute('aria-pressed', worn);
  node.onclick = () => channel.change({ look: name === MAIN ? null : name });
  return node;
}

function button(key, act) {
  const node = element('button', 'btn small plain', t(key));
  node.type = 'button';
  node.dataset.lock = '';
  node.onclick = act;
  return node;
}

const save = (name) => send('PUT', name);
const rename = (old, name) => send('POST', old, { name });

async function remove(name, look) {
  const options = Object.fromEntries(NAMES.map((option) => [option, look[option]]));
  if (await send('DELETE', name)) toast(t('panel.looks.deleted', { name }), { act: () => send('PUT', name, options) });
}

async function send(method, name, body) {
  try {
    channel.arrived(await call(method, `/api/looks/${encodeURIComponent(name)}`, body));
    return true;
  } catch (error) {
    toast(channel.wordsOf(error));
    return false;
  }
}

/** A line to type a name on: in the page, since OBS's docks open no dialogs. */
function nameForm() {
  const node = element('form', 'row');
  const field = element('input', 'field');
  const use = element('button', 'btn small');
  field.maxLength = 30;
  field.required = true;
  field.autocomplete = 'off';
  node.hidden = true;
  node.append(field, use);
  onWords(() => {
    field.placeholder = t('panel.looks.name');
    field.setAttribute('aria-label', t('panel.looks.name'));
  });
  field.onkeydown = ({ key }) => {
    if (key === 'Escape') node.hidden = true; // a handler that answered false would swallow the key
  };
  let then = () => {};
  node.onsubmit = (event) => {
    event.preventDefault();
    node.hidden = true;
    then(field.value.trim());
  };
  return {
    node,
    ask(label, value, act) {
      use.textContent = label;
      field.value = value;
      then = act;
      node.hidden = false;
      field.select();
    },
  };
}
