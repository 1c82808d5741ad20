/** Devices: a second screen, a phone, another PC. The switch that lets them in, and links and codes by an address that works there. */

import { $, option } from '../../../common/dom.js';
import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

/** A code is a link, and a link is a secret: it doesn't stay on a screen that may be shared. */
const SHOWN_MS = 60_000;

export class Devices extends Section {
  /** How the switch stands, as the server says; only the owner may ask. */
  #lan = null;
  /** The page whose code is shown. */
  #shown = '';
  #timer = 0;

  connect() {
    super.connect();
    for (const button of this.#codes) this.listen(button, 'click', () => this.#turnCode(button.dataset.device));
    this.listen($('lan-on'), 'change', () => this.#turn());
    this.listen($('lan-address'), 'change', () => this.#hideCode());
    this.listen($('lan-pc'), 'click', () => this.#copyForPc());
    this.listen(document, 'visibilitychange', () => document.hidden && this.#hideCode());
    this.listen($('link-h'), 'click', () => this.#hideCode());
    this.#load();
  }

  disconnect() {
    super.disconnect();
    this.#hideCode();
  }

  onWords() {
    this.#draw();
  }

  get #codes() {
    return this.element.querySelectorAll('[data-device]');
  }

  async #load() {
    try {
      if (this.panel.isOwner) this.#lan = await call('GET', '/api/lan');
      await learnWhetherIn();
    } catch (error) {
      toast(wordsOf(error));
    }
    this.#draw();
  }

  async #turn() {
    const on = $('lan-on').checked;
    $('lan-on').disabled = true;
    this.#hideCode();
    this.panel.links.renew('reader');
    try {
      this.#lan = await call('PUT', '/api/lan', { on });
      await learnWhetherIn();
    } catch (error) {
      $('lan-on').checked = !on;
      toast(error.code === 'LAN_IMPOSSIBLE' ? t(`panel.devices.why.${error.problem.reason}`) : wordsOf(error));
    }
    this.#draw();
  }

  #draw() {
    const lan = this.#lan;
    if (!lan) return;
    $('lan-on').checked = lan.on;
    $('lan-on').disabled = !lan.possible;
    $('lan-why').textContent = t(lan.reason ? `panel.devices.why.${lan.reason}` : lan.on ? 'panel.devices.is-on' : 'panel.devices.is-off');
    $('lan-firewall').hidden = !(lan.on && lan.firewall === 'windows');
    const choice = $('lan-address');
    const before = choice.value;
    choice.replaceChildren(...lan.addresses.map(offered));
    if (lan.addresses.some(({ address }) => address === before)) choice.value = before;
    $('lan-which').hidden = lan.addresses.length < 2 || Boolean(lan.publicUrl);
  }

  /** @returns {Promise<{url: string | null, qr: string | null}>} the link of a page for the network that was chosen */
  #linkFor(page) {
    const isChosen = this.#lan?.addresses.length && !this.#lan.publicUrl;
    return call('GET', `/api/lan/links/${page}${isChosen ? `?address=${encodeURIComponent($('lan-address').value)}` : ''}`);
  }

  #turnCode(page) {
    if (page === this.#shown) this.#hideCode();
    else this.#showCode(page);
  }

  async #showCode(page) {
    try {
      const { qr } = await this.#linkFor(page);
      if (!qr) return toast(t('panel.devices.no-way'));
      this.#shown = page;
      $('qr').src = qr;
      $('qr').alt = t(`panel.devices.qr.${page}`);
      $('qr-box').hidden = false;
      $('qr-is').textContent = t(`panel.devices.open.${page}`);
      this.stop(this.#timer);
      this.#timer = this.after(SHOWN_MS, () => this.#hideCode());
      this.#mark();
    } catch (error) {
      toast(wordsOf(error));
    }
    return undefined;
  }

  #hideCode() {
    this.stop(this.#timer);
    this.#shown = '';
    $('qr').removeAttribute('src');
    $('qr-box').hidden = true;
    this.#mark();
  }

  #mark() {
    for (const button of this.#codes) button.setAttribute('aria-pressed', button.dataset.device === this.#shown);
  }

  async #copyForPc() {
    try {
      const { url } = await this.#linkFor('overlay');
      if (!url) return toast(t('panel.devices.no-way'));
      await this.panel.links.copyText(url);
    } catch (error) {
      toast(wordsOf(error));
    }
    return undefined;
  }
}

/** Whether another device has a way in at all: by the switch, the config, a proxy or a published port. */
async function learnWhetherIn() {
  $('devices-in').hidden = !(await call('GET', '/api/links/reader')).lan;
}

const offered = ({ address, adapter, recommended }) =>
  option(address, t(recommended ? 'panel.devices.recommended' : 'panel.devices.address', { address, adapter }));
