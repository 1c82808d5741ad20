/** Providers: the services of language models and their keys. A key is typed, tried on the spot, and never shown again. */

import { $, button, element } from '../../../common/dom.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { Part } from '../../section.js';
import { toast } from '../../toast.js';
import { t, timeOfDay } from '../../words.js';
import { providerForm, typedIn } from './provider-form.js';

const LASTING = ['AUTH', 'PAY', 'MODEL']; // what only another key, money or model mends
const TRY_MS = 130_000; // a server of one's own may load its model first: the server itself waits 120 s
const LEAST_LINES = 10; // from so many on, how many of them were usable says something

export class Providers extends Part {
  #providers = [];
  /** Whether a server of one's own may be added. */
  #ownServers = false;
  /** The provider whose form is open. */
  #opened = '';
  /** What is typed in it, by field. */
  #typed = {};
  /** Why the server refused that; '' if it didn't. */
  #refusal = () => '';
  /** The provider that is asked whether it works. */
  #trying = '';
  /** Who rests, as the room told it last. */
  #resting = '';

  /** @param {() => void} onTrying called when a key begins or ends to be tried */
  constructor(section, onTrying) {
    super(section);
    this.onTrying = onTrying;
  }

  get isTrying() {
    return Boolean(this.#trying);
  }

  connect() {
    super.connect();
    this.listen($('writing-h'), 'click', () => this.#load());
    this.#load();
  }

  onWords() {
    this.#draw();
  }

  /** Somebody rests, or no longer does: the list says why. */
  onStatus({ source }) {
    const resting = JSON.stringify((source.cooling ?? []).map(({ name, trouble }) => [name, trouble]));
    if (resting === this.#resting) return;
    this.#resting = resting;
    this.#load();
  }

  async #load() {
    try {
      const { providers, ownServers } = await call('GET', '/api/providers');
      this.#providers = providers;
      this.#ownServers = ownServers;
      if (!this.#opened) this.#draw(); // what is being typed stays
    } catch {
      // The panel says by itself that the server isn't there; opening the section asks again.
    }
  }

  #draw() {
    const isShown = ({ source, keysAt }) => source !== 'none' || (this.panel.isOwner && (keysAt || this.#ownServers));
    $('providers').replaceChildren(...this.#providers.filter(isShown).map((provider) => this.#row(provider)));
  }

  #row(provider) {
    const { name, title, state, source, gone, model, trouble, until } = provider;
    const isTrying = this.#trying === name;
    const head = element('div', 'provider-head');
    const isThere = source !== 'none';
    head.append(
      element('i', `dot ${dot(provider, isTrying)}`),
      element('b', '', title || t('panel.provider.own')),
      element('small', isThere ? 'provider-facts' : '', isThere ? facts(provider, isTrying) : t('panel.provider.none')),
    );
    const node = element('li', 'provider');
    node.append(head);
    if (gone.length) node.append(element('p', 'hint provider-note', t('panel.provider.gone', { gone: gone.join(', '), model })));
    if (state === 'cooling' && !isTrying) node.append(element('p', 'hint provider-note', why(trouble, until, provider)));
    if (!this.panel.isOwner) return node;
    head.append(...(isThere ? this.#acts(provider) : this.#adder(provider)));
    if (this.#opened === provider.name) node.append(this.#form(provider));
    return node;
  }

  #adder({ name }) {
    return this.#opened === name ? [] : [this.#act('panel.provider.add', () => this.#open(name))];
  }

  #acts({ name, source, isOff, trouble, keysAt }) {
    const path = `/api/providers/${name}`;
    const check = this.#act('panel.provider.try', () => this.#try(name, 'POST', `${path}/check`, undefined, { said: checkedOf }));
    check.disabled = Boolean(this.#trying);
    // A key that is refused wants another one, which takes its place wherever it came from.
    const wantsKey = keysAt && trouble === 'AUTH' && this.#opened !== name;
    const change = wantsKey ? [this.#act('panel.provider.change', () => this.#open(name))] : [];
    const turn = this.#act(isOff ? 'panel.provider.on' : 'panel.provider.off', () => this.#send('PUT', `${path}/on`, { on: isOff }));
    const forget = this.#act('panel.provider.forget', () => this.#send('DELETE', path));
    // What stands in the config or the environment can't be forgotten here, but it can be turned off.
    return [...change, check, ...(source === 'config' || isOff ? [turn] : []), ...(source === 'panel' ? [forget] : [])];
  }

  #act(key, act) {
    return this.whenPressed(button('text-btn', t(key)), act);
  }

  #open(name) {
    this.#opened = name;
    this.#typed = {};
    this.#refusal = () => '';
    this.#draw();
    $('providers').querySelector('form input')?.focus();
  }

  #form(provider) {
    const form = providerForm(provider, this.#typed, this.#refusal());
    this.listen(form, 'input', () => (this.#typed = typedIn(form)));
    this.listen(form, 'submit', async (event) => {
      event.preventDefault();
      const save = form.querySelector('.btn');
      save.disabled = true;
      save.textContent = t('panel.provider.trying');
      this.#typed = typedIn(form);
      const refused = (words) => (this.#refusal = words);
      const wasKept = await this.#try(provider.name, 'PUT', `/api/providers/${provider.name}`, this.#typed, { draws: false, refused });
      if (wasKept) [this.#opened, this.#typed] = ['', {}];
      this.#draw();
    });
    return form;
  }

  /** Have a key tried, and say so meanwhile; a form that is open says it by itself. */
  async #try(name, method, path, body, { draws = true, said, refused } = {}) {
    this.#trying = name;
    this.onTrying();
    if (draws) this.#draw();
    const wasKept = await this.#send(method, path, body, { answered: () => (this.#trying = ''), patienceMs: TRY_MS, said, refused });
    this.onTrying();
    return wasKept;
  }

  /** @returns {Promise<boolean>} whether the server kept it; `refused` is told why not, else it is said at the foot of the page */
  async #send(method, path, body, { answered = () => {}, patienceMs, said = resultOf, refused = (words) => toast(words()) } = {}) {
    try {
      const answer = await call(method, path, body, patienceMs).finally(answered);
      this.#providers = answer.providers;
      const wasKept = !['AUTH', 'MODEL'].includes(answer.result);
      if (!wasKept) refused(() => said(answer));
      else if (answer.result) toast(said(answer));
      this.#draw();
      return wasKept;
    } catch (error) {
      refused(() => channel.wordsOf(error));
      this.#draw();
      return false;
    }
  }
}

function dot({ state, trouble }, isTrying) {
  if (isTrying) return '';
  return { ready: 'good', cooling: LASTING.includes(trouble) ? 'bad' : 'warn' }[state] ?? '';
}

/** Why it rests, and until when. */
function why(trouble, until, { keysAt }) {
  const reason = trouble === 'NET' && !keysAt ? 'panel.provider.not-there' : `panel.resting.${trouble}`;
  return [t(reason), until && t('panel.provider.again', { time: timeOfDay(until) })].filter(Boolean).join(' ');
}

function facts({ hint, usable, state, isOff, model }, isTrying) {
  const { good, lines } = usable;
  const parts = [
    isTrying && t('panel.provider.trying'),
    isOff && t('panel.provider.is-off'),
    state === 'untried' && t('panel.provider.untried'),
    model,
    hint && t('panel.provider.key', { hint }),
    lines >= LEAST_LINES && t('panel.provider.usable', { good, lines }),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** How what was kept before is found now. */
const checkedOf = ({ result }) => t(result === 'WORKS' ? 'panel.provider.result.WORKS' : `panel.resting.${result}`);

/** How it went with what was typed; where the address that answered isn't the one that was typed, with that. */
function resultOf({ result, address }) {
  return address && result === 'WORKS' ? t('panel.provider.result.ELSEWHERE', { address }) : t(`panel.provider.result.${result}`);
}
