/** Accounts: the providers and their keys. A key is typed, tried on the spot, and never shown again. */

import { $, button, element } from '../../../common/dom.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { Part } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';
import { accountForm, typedIn } from './account-form.js';

/** The server asks the service whether the key works, and waits for its answer. */
const PATIENCE_MS = 60_000;
const LEAST_LINES = 10; // from so many on, how many of them were usable says something

export class Accounts extends Part {
  #providers = [];
  /** Whether a server of one's own may be added. */
  #ownServers = false;
  /** The provider whose form is open. */
  #opened = '';

  connect() {
    super.connect();
    this.listen($('writing-h'), 'click', () => this.#load());
    this.#load();
  }

  onWords() {
    this.#draw();
  }

  async #load() {
    try {
      const { providers, ownServers } = await call('GET', '/api/providers');
      this.#providers = providers;
      this.#ownServers = ownServers;
      this.#draw();
    } catch {
      // The panel says by itself that the server isn't there; opening the section asks again.
    }
  }

  #draw() {
    const isShown = ({ source, keysAt }) => source !== 'none' || (this.panel.isOwner && (keysAt || this.#ownServers));
    $('accounts').replaceChildren(...this.#providers.filter(isShown).map((provider) => this.#row(provider)));
  }

  #row(provider) {
    const { title, state, source, gone, model } = provider;
    const head = element('div', 'account-head');
    const isThere = source !== 'none';
    head.append(
      element('i', `dot ${{ ready: 'good', cooling: 'warn' }[state] ?? ''}`),
      element('b', '', title || t('panel.account.own')),
      element('small', isThere ? 'account-facts' : '', isThere ? facts(provider) : t('panel.account.none')),
    );
    const node = element('li', 'account');
    node.append(head);
    if (gone.length) node.append(element('p', 'hint account-note', t('panel.account.gone', { gone: gone.join(', '), model })));
    if (!this.panel.isOwner) return node;
    head.append(...(isThere ? this.#acts(provider) : this.#adder(provider)));
    if (this.#opened === provider.name) node.append(this.#form(provider));
    return node;
  }

  #adder({ name }) {
    return this.#opened === name ? [] : [this.#act('panel.account.add', () => this.#open(name))];
  }

  #acts({ name, source, isOff }) {
    const path = `/api/providers/${name}`;
    const check = this.#act('panel.account.try', () => this.#send('POST', `${path}/check`));
    const turn = this.#act(isOff ? 'panel.account.on' : 'panel.account.off', () => this.#send('PUT', `${path}/on`, { on: isOff }));
    const forget = this.#act('panel.account.forget', () => this.#send('DELETE', path));
    // What stands in the config or the environment can't be forgotten here, but it can be turned off.
    return [check, ...(source === 'config' || isOff ? [turn] : []), ...(source === 'panel' ? [forget] : [])];
  }

  #act(key, act) {
    return this.whenPressed(button('text-btn', t(key)), act);
  }

  #open(name) {
    this.#opened = name;
    this.#draw();
    $('accounts').querySelector('form input')?.focus();
  }

  #form(provider) {
    const form = accountForm(provider);
    this.listen(form, 'submit', async (event) => {
      event.preventDefault();
      const save = form.querySelector('.btn');
      save.disabled = true;
      save.textContent = t('panel.account.trying');
      const wasKept = await this.#send('PUT', `/api/providers/${provider.name}`, typedIn(form));
      if (wasKept) this.#opened = '';
      this.#draw();
    });
    return form;
  }

  /** @returns {Promise<boolean>} whether the server kept it */
  async #send(method, path, body) {
    try {
      const answer = await call(method, path, body, PATIENCE_MS);
      this.#providers = answer.providers;
      if (answer.result) toast(resultOf(answer));
      this.#draw();
      return !['AUTH', 'MODEL'].includes(answer.result);
    } catch (error) {
      toast(channel.wordsOf(error));
      return false;
    }
  }
}

function facts({ hint, usable, state, isOff, model }) {
  const { good, lines } = usable;
  const parts = [
    isOff && t('panel.account.is-off'),
    state === 'untried' && t('panel.account.untried'),
    model,
    hint && t('panel.account.key', { hint }),
    lines >= LEAST_LINES && t('panel.account.usable', { good, lines }),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** How a check went; where the address that answered isn't the one that was typed, with that. */
function resultOf({ result, address }) {
  return address && result === 'WORKS' ? t('panel.account.result.ELSEWHERE', { address }) : t(`panel.account.result.${result}`);
}
