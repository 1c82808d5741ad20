/** Buttons: a trigger link for each moment, to be pasted into Stream Deck and its like. Copied without being seen. */

import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { $, element, icon } from '../../../common/dom.js';
import { copyText } from '../link/link.js';
import { shown } from '../moments/moments.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';

const RENEW_MS = 8_000;

export function startButtons() {
  $('trigger-renew').onclick = renewSoon;
  onWords(drawButtons);
}

/** Draw the list anew: the moments, or their words, are others. */
export function drawButtons() {
  const list = $('triggers');
  list.textContent = '';
  for (const { type, label } of [{ type: 'panic', label: t('panel.panic') }, ...shown()]) list.append(row(type, label));
}

function row(type, label) {
  const node = element('li');
  const copy = element('button', 'btn icon');
  copy.type = 'button';
  copy.setAttribute('aria-label', t('panel.buttons.copy', { label }));
  copy.append(icon('i-copy'));
  copy.onclick = () => copyTrigger(type);
  node.append(element('span', '', label), copy);
  return node;
}

async function copyTrigger(type) {
  try {
    const { url } = await call('GET', '/api/links/trigger');
    await copyText(url.replace('{moment}', encodeURIComponent(type)));
  } catch (error) {
    toast(wordsOf(error));
  }
}

function renewSoon() {
  const timer = setTimeout(renew, RENEW_MS);
  toast(t('panel.buttons.renewing'), { act: () => clearTimeout(timer), ms: RENEW_MS });
}

async function renew() {
  try {
    await call('POST', '/api/links/trigger/rotate');
    toast(t('panel.buttons.renewed'));
  } catch (error) {
    toast(wordsOf(error));
  }
}
