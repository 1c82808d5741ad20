/** Links: copied without being seen, dragged into OBS, shown only when asked. Streamers share their screens. */

import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { $, icon } from '../../../common/dom.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';

const RENEW_MS = 8_000;
const LAYER = 'layer-name=Seatfiller&layer-width=400&layer-height=600';
const urls = {};

export async function startLink(scope) {
  for (const node of document.querySelectorAll('[data-owner]')) node.hidden = scope !== 'owner';
  for (const button of document.querySelectorAll('[data-copy]')) button.addEventListener('click', () => copy(button.dataset.copy));
  $('drag').addEventListener('dragstart', onDrag);
  $('show').addEventListener('click', () => reveal($('shown').hidden));
  onWords(drawShow);
  $('renew').addEventListener('click', renewSoon);
  document.addEventListener('visibilitychange', () => document.hidden && reveal(false));
  try {
    urls.overlay = (await call('GET', '/api/links/overlay')).url;
  } catch (error) {
    toast(wordsOf(error));
  }
}

/** Copy a link, perhaps with options in it; where the clipboard is out of reach, show it selected. */
export async function copy(which, options = {}) {
  try {
    urls[which] ??= (await call('GET', `/api/links/${which}`)).url;
  } catch (error) {
    return toast(wordsOf(error));
  }
  const url = [urls[which], ...Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join('&');
  return copyText(url);
}

/** Copy what is a secret; where the clipboard is out of reach, show it selected. */
export async function copyText(url) {
  try {
    await navigator.clipboard.writeText(url);
    toast(t('panel.link.copied'));
  } catch {
    $('link').classList.add('open');
    $('shown').textContent = url;
    $('shown').hidden = false;
    drawShow();
    getSelection().selectAllChildren($('shown'));
    toast(t('panel.link.copy-by-hand'));
  }
}

/** A link that may be another now is asked for again. */
export function forgetLink(which) {
  delete urls[which];
}

function reveal(shown) {
  $('shown').hidden = !shown;
  $('shown').textContent = shown ? (urls.overlay ?? '') : '';
  $('show').setAttribute('aria-pressed', shown);
  drawShow();
}

function drawShow() {
  $('show').lastElementChild.textContent = t($('shown').hidden ? 'panel.link.show' : 'panel.link.hide');
  $('show').replaceChild(icon($('shown').hidden ? 'i-eye' : 'i-hide'), $('show').firstElementChild);
}

function onDrag(event) {
  if (!urls.overlay) return event.preventDefault();
  const url = `${urls.overlay}&${LAYER}`;
  event.dataTransfer.effectAllowed = 'copyLink';
  event.dataTransfer.setData('text/uri-list', url);
  event.dataTransfer.setData('text/plain', url);
}

/** The old link dies only when nobody said Undo: on air, a slip of the finger must not go dark. */
function renewSoon() {
  const timer = setTimeout(renew, RENEW_MS);
  toast(t('panel.link.renewing'), { act: () => clearTimeout(timer), ms: RENEW_MS });
}

async function renew() {
  try {
    const { url, inObs } = await call('POST', '/api/links/overlay/rotate');
    urls.overlay = url;
    delete urls.reader;
    reveal(false);
    toast(inObs ? t('panel.link.renewed-in-obs', { count: inObs }) : t('panel.link.renewed'));
  } catch (error) {
    toast(wordsOf(error));
  }
}
