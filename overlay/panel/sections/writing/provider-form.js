/** The form for a provider's key, or for the address of a server of one's own. */

import { element } from '../../../common/dom.js';
import { language, t } from '../../words.js';

const COUNTED = ['requestsPerMinute', 'requestsPerDay', 'tokensPerDay']; // the limits that somebody plans by

/** @param {object} provider @param {Record<string, string>} typed what stands in its fields @param {string} refusal why that was refused, if it was */
export function providerForm(provider, typed, refusal) {
  const node = element('form', 'provider-form');
  const fields = provider.keysAt ? ['key'] : ['baseUrl', 'model', 'key'];
  node.append(...fields.map((name) => field(name, typed[name] ?? '')));
  if (provider.keysAt) {
    const link = element('a', 'hint', t('panel.provider.where', { name: provider.title }));
    Object.assign(link, { href: provider.keysAt, target: '_blank', rel: 'noopener noreferrer' });
    node.append(link, element('p', 'hint', cost(provider)));
  }
  node.append(element('button', 'btn small', t('panel.provider.save')));
  if (refusal) {
    const note = element('p', 'hint bad', refusal);
    note.setAttribute('role', 'alert');
    node.append(note);
  }
  return node;
}

/** What is typed, without what is empty. @param {HTMLFormElement} form */
export function typedIn(form) {
  const typed = [...form.querySelectorAll('input')].map(({ name, value }) => [name, value.trim()]);
  return Object.fromEntries(typed.filter(([, value]) => value));
}

function field(name, value) {
  const input = element('input', 'field');
  const label = t(`panel.provider.field.${name}`);
  Object.assign(input, { name, placeholder: label, value, autocomplete: 'off', spellcheck: false, type: name === 'key' ? 'password' : 'text' });
  input.setAttribute('aria-label', label);
  return input;
}

/** What a service costs, and as of when that was so. */
function cost({ cost: kind, asOf, limits }) {
  const number = new Intl.NumberFormat(language());
  const date = new Intl.DateTimeFormat(language(), { month: 'long', year: 'numeric' }).format(new Date(`${asOf}-15`));
  const parts = COUNTED.filter((name) => limits[name]).map((name) => t(`panel.provider.limit.${name}`, { number: number.format(limits[name]) }));
  return t(`panel.provider.cost.${kind}`, { date, limits: new Intl.ListFormat(language()).format(parts) });
}
