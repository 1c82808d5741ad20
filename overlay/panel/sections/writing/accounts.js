/** Accounts: the providers and their keys. A key is typed, tried on the spot, and never shown again. */

import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { $, element } from '../../../common/dom.js';
import { toast } from '../../toast.js';
import { language, onWords, t } from '../../words.js';

const COUNTED = ['requestsPerMinute', 'requestsPerDay', 'tokensPerDay']; // the limits that somebody plans by
const LEAST_LINES = 10; // from so many on, how many of them were usable says something

let providers = [];
let isOwner = false;
let ownServers = false;
let opened = '';

export function startAccounts(scope) {
  isOwner = scope === 'owner';
  $('writing-h').addEventListener('click', load);
  onWords(draw);
  load();
}

async function load() {
  try {
    const answer = await call('GET', '/api/providers');
    ({ providers, ownServers } = answer);
    draw();
  } catch {
    // The panel says by itself that the server isn't there; opening the section asks again.
  }
}

function draw() {
  const list = $('accounts');
  list.textContent = '';
  for (const provider of providers) {
    const mayBeAdded = provider.keysAt || ownServers;
    if (provider.source !== 'none' || (isOwner && mayBeAdded)) list.append(row(provider));
  }
}

function row(provider) {
  const node = element('li', 'account');
  const head = element('div', 'account-head');
  head.append(element('i', `dot ${{ ready: 'good', cooling: 'warn' }[provider.state] ?? ''}`));
  head.append(element('b', '', provider.title || t('panel.account.own')));
  const isThere = provider.source !== 'none';
  head.append(element('small', isThere ? 'account-facts' : '', isThere ? facts(provider) : t('panel.account.none')));
  node.append(head);
  const gone = provider.gone.join(', ');
  if (gone) node.append(element('p', 'hint account-note', t('panel.account.gone', { gone, model: provider.model })));
  if (!isOwner) return node;
  if (provider.source === 'none' && opened !== provider.name) head.append(button('panel.account.add', () => open(provider.name)));
  if (opened === provider.name) node.append(form(provider));
  if (provider.source !== 'none') {
    head.append(button('panel.account.try', () => send('POST', `/api/providers/${provider.name}/check`)));
    // What stands in the config or the environment can't be forgotten here, but it can be turned off.
    if (provider.source === 'config' || provider.isOff) head.append(turn(provider));
    if (provider.source === 'panel') head.append(button('panel.account.forget', () => send('DELETE', `/api/providers/${provider.name}`)));
  }
  return node;
}

function facts(provider) {
  const key = provider.hint ? t('panel.account.key', { hint: provider.hint }) : '';
  const { good, lines } = provider.usable;
  const usable = lines >= LEAST_LINES ? t('panel.account.usable', { good, lines }) : '';
  const untried = provider.state === 'untried' ? t('panel.account.untried') : '';
  return [provider.isOff && t('panel.account.is-off'), untried, provider.model, key, usable].filter(Boolean).join(' · ');
}

/** What a service costs, and as of when that was so. */
function cost({ cost: kind, asOf, limits }) {
  const number = new Intl.NumberFormat(language());
  const date = new Intl.DateTimeFormat(language(), { month: 'long', year: 'numeric' }).format(new Date(`${asOf}-15`));
  const parts = COUNTED.filter((name) => limits[name]).map((name) => t(`panel.account.limit.${name}`, { number: number.format(limits[name]) }));
  return t(`panel.account.cost.${kind}`, { date, limits: new Intl.ListFormat(language()).format(parts) });
}

function turn({ name, isOff }) {
  return button(isOff ? 'panel.account.on' : 'panel.account.off', () => send('PUT', `/api/providers/${name}/on`, { on: isOff }));
}

function button(key, act) {
  const node = element('button', 'text-btn', t(key));
  node.type = 'button';
  node.onclick = act;
  return node;
}

function open(name) {
  opened = name;
  draw();
  $('accounts').querySelector('form input')?.focus();
}

function form(provider) {
  const node = element('form', 'account-form');
  const own = !provider.keysAt;
  const fields = own ? ['baseUrl', 'model', 'key'] : ['key'];
  for (const name of fields) node.append(field(name));
  if (!own) {
    const link = element('a', 'hint', t('panel.account.where', { name: provider.title }));
    Object.assign(link, { href: provider.keysAt, target: '_blank', rel: 'noopener noreferrer' });
    node.append(link, element('p', 'hint', cost(provider)));
  }
  const save = element('button', 'btn small', t('panel.account.save'));
  node.append(save);
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    const body = Object.fromEntries(fields.map((name) => [name, node.elements[name].value.trim()]).filter(([, value]) => value));
    save.disabled = true;
    save.textContent = t('panel.account.trying');
    send('PUT', `/api/providers/${provider.name}`, body).then((kept) => {
      if (kept) opened = '';
      draw();
    });
  });
  return node;
}

function field(name) {
  const input = element('input', 'field');
  const label = t(`panel.account.field.${name}`);
  Object.assign(input, { name, placeholder: label, autocomplete: 'off', spellcheck: false, type: name === 'key' ? 'password' : 'text' });
  input.setAttribute('aria-label', label);
  return input;
}

/** @returns {Promise<boolean>} whether the server kept it */
async function send(method, path, body) {
  try {
    const answer = await call(method, path, body);
    providers = answer.providers;
    if (answer.result) toast(resultOf(answer));
    draw();
    return !['AUTH', 'MODEL'].includes(answer.result);
  } catch (error) {
    toast(channel.wordsOf(error));
    return false;
  }
}

/** How a check went; where the address that answered isn't the one that was typed, with that. */
function resultOf({ result, address }) {
  return address && result === 'WORKS' ? t('panel.account.result.ELSEWHERE', { address }) : t(`panel.account.result.${result}`);
}
