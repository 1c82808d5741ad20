/** Devices: a second screen, a phone, another PC. The switch that lets them in, and links and codes by an address that works there. */

import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { $, element } from '../../../common/dom.js';
import { copyText, forgetLink } from '../link/link.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';

/** A code is a link, and a link is a secret: it doesn't stay on a screen that may be shared. */
const SHOWN_MS = 60_000;

/** How the switch stands, as the server says; only the owner may ask. */
let lan = null;
let shown = '';
let timer = 0;

export function startDevices(scope) {
  for (const button of codes()) button.onclick = () => (button.dataset.device === shown ? hideCode() : showCode(button.dataset.device));
  $('lan-on').onchange = turn;
  $('lan-address').onchange = hideCode;
  $('lan-pc').onclick = copyForPc;
  document.addEventListener('visibilitychange', () => document.hidden && hideCode());
  $('link-h').addEventListener('click', hideCode);
  onWords(draw);
  load(scope === 'owner');
}

const codes = () => document.querySelectorAll('[data-device]');

async function load(owns) {
  try {
    if (owns) lan = await call('GET', '/api/lan');
    await learnWhetherIn();
  } catch (error) {
    toast(wordsOf(error));
  }
  draw();
}

/** Whether another device has a way in at all: by the switch, the config, a proxy or a published port. */
async function learnWhetherIn() {
  $('devices-in').hidden = !(await call('GET', '/api/links/reader')).lan;
}

async function turn() {
  const on = $('lan-on').checked;
  $('lan-on').disabled = true;
  hideCode();
  forgetLink('reader');
  try {
    lan = await call('PUT', '/api/lan', { on });
    await learnWhetherIn();
  } catch (error) {
    $('lan-on').checked = !on;
    toast(error.code === 'LAN_IMPOSSIBLE' ? t(`panel.devices.why.${error.problem.reason}`) : wordsOf(error));
  }
  draw();
}

function draw() {
  if (!lan) return;
  $('lan-on').checked = lan.on;
  $('lan-on').disabled = !lan.possible;
  $('lan-why').textContent = t(lan.reason ? `panel.devices.why.${lan.reason}` : lan.on ? 'panel.devices.is-on' : 'panel.devices.is-off');
  $('lan-firewall').hidden = !(lan.on && lan.firewall === 'windows');
  const choice = $('lan-address');
  const before = choice.value;
  choice.replaceChildren(...lan.addresses.map(option));
  if (lan.addresses.some(({ address }) => address === before)) choice.value = before;
  $('lan-which').hidden = lan.addresses.length < 2 || Boolean(lan.publicUrl);
}

function option({ address, adapter, recommended }) {
  const node = element('option', '', t(recommended ? 'panel.devices.recommended' : 'panel.devices.address', { address, adapter }));
  node.value = address;
  return node;
}

/** @returns {Promise<{url: string | null, qr: string | null}>} the link of a page for the network that was chosen */
function linkFor(page) {
  const chosen = lan?.addresses.length && !lan.publicUrl ? `?address=${encodeURIComponent($('lan-address').value)}` : '';
  return call('GET', `/api/lan/links/${page}${chosen}`);
}

async function showCode(page) {
  try {
    const { qr } = await linkFor(page);
    if (!qr) return toast(t('panel.devices.no-way'));
    shown = page;
    $('qr').src = qr;
    $('qr').alt = t(`panel.devices.qr.${page}`);
    $('qr-box').hidden = false;
    $('qr-is').textContent = t(`panel.devices.open.${page}`);
    clearTimeout(timer);
    timer = setTimeout(hideCode, SHOWN_MS);
    mark();
  } catch (error) {
    toast(wordsOf(error));
  }
  return undefined;
}

function hideCode() {
  clearTimeout(timer);
  shown = '';
  $('qr').removeAttribute('src');
  $('qr-box').hidden = true;
  mark();
}

function mark() {
  for (const button of codes()) button.setAttribute('aria-pressed', button.dataset.device === shown);
}

async function copyForPc() {
  try {
    const { url } = await linkFor('overlay');
    if (!url) return toast(t('panel.devices.no-way'));
    await copyText(url);
  } catch (error) {
    toast(wordsOf(error));
  }
  return undefined;
}
