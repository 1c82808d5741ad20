/** Emotes: what is there beside the built-in ones, what of it isn't taken and why, and how it stands with the sets. */

import { $, button, element, icon } from '../../../common/dom.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { t, timeOfDay } from '../../words.js';
import { Sets } from './sets.js';
import { Upload } from './upload.js';

const SHOWN = 60;
const UNDO_MS = 10_000;
const NAMES = { seventv: '7TV', bttv: 'BTTV', ffz: 'FrankerFaceZ' };

export class Emotes extends Section {
  #sets = new Sets(this);
  parts = [this.#sets, new Upload(this)];
  /** @type {object | null} what the server says there is */
  #known = null;
  #revision = null;
  /** What was dropped just now and isn't taken. */
  #dropped = [];

  connect() {
    super.connect();
    // A set that failed changes no emote, so no event tells of it: fetched when the section is opened.
    this.listen($('emotes-h'), 'click', () => this.#load());
    this.listen($('emotes-folder'), 'click', () => this.panel.links.copyText(this.#known.folder));
  }

  onChannel({ emotes }) {
    if (emotes === this.#revision) return;
    this.#revision = emotes;
    this.#load();
  }

  onWords() {
    this.#draw();
  }

  /** @param {object | null} answer the server's @param {object[]} [dropped] what was dropped just now and isn't taken */
  show(answer, dropped = this.#dropped) {
    this.#dropped = dropped;
    this.#known = answer ?? this.#known;
    this.#draw();
  }

  async #load() {
    try {
      this.show(await call('GET', '/api/emotes'));
    } catch {
      // what was known stays; the next look asks again
    }
  }

  #draw() {
    const known = this.#known;
    if (!known) return;
    $('emotes-val').textContent = known.emotes.length ? t('panel.emotes.count', { count: known.emotes.length }) : '';
    $('emotes-own').replaceChildren(...known.emotes.slice(0, SHOWN).map((emote) => this.#picture(emote)));
    const rest = known.emotes.length - SHOWN;
    $('emotes-rest').textContent = rest > 0 ? t('panel.emotes.more', { count: rest }) : '';
    $('emotes-folder-is').textContent = known.folder ? t('panel.emotes.folder', { folder: known.folder }) : '';
    $('emotes-folder').hidden = !known.folder;
    const more = known.moreRefused ? [element('li', 'is-bad', t('panel.emotes.more', { count: known.moreRefused }))] : [];
    $('emotes-more').replaceChildren(...this.#dropped.map(refusedLine), ...known.sets.map(setLine), ...known.refused.map(refusedLine), ...more);
    this.#sets.show(known.wanted);
  }

  #picture({ code, url, own }) {
    const item = element('li');
    const image = element('img');
    image.src = url;
    image.alt = '';
    image.loading = 'lazy';
    const name = element('span', '', code);
    name.title = code;
    item.append(image, name);
    if (own && this.panel.isOwner) item.append(this.#remover(code));
    return item;
  }

  #remover(code) {
    const remover = button('btn icon');
    remover.dataset.lock = '';
    remover.setAttribute('aria-label', t('panel.emotes.delete', { code }));
    remover.title = t('panel.emotes.delete', { code });
    remover.append(icon('i-x'));
    return this.whenPressed(remover, () => this.#remove(code));
  }

  /** Delete one. Its bytes are fetched first, so that Undo can bring it back. */
  async #remove(code) {
    const path = `/api/emotes/${encodeURIComponent(code)}`;
    try {
      const { url } = this.#known.emotes.find((emote) => emote.code === code);
      const image = await (await fetch(url)).blob();
      this.show(await call('DELETE', path));
      const undo = () => this.#send('POST', `/api/emotes?name=${encodeURIComponent(code)}`, image);
      toast(t('panel.emotes.deleted', { code }), { act: undo, ms: UNDO_MS });
    } catch (error) {
      toast(channel.wordsOf(error));
    }
  }

  async #send(method, path, body) {
    try {
      this.show(await call(method, path, body));
    } catch (error) {
      toast(channel.wordsOf(error));
    }
  }
}

function setLine({ name, state, count, passedOver, retryAt }) {
  const words = t(`panel.emotes.${state}`, { name: NAMES[name], count, at: timeOfDay(retryAt) });
  const line = element('li', state === 'failed' ? 'is-bad' : '', words);
  if (passedOver) line.append(` ${t('panel.emotes.passed-over', { count: passedOver })}`);
  return line;
}

function refusedLine({ file, reason, suggestion }) {
  return element('li', 'is-bad', t(`panel.emotes.no.${suggestion ? 'rename' : reason}`, { file, suggestion }));
}
