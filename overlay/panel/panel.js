/** The panel: its sections, and the stream that tells them what happens. Nothing is polled. */

import { pageId } from '../common/page-id.js';
import { Stream } from '../common/stream.js';
import * as channel from './channel.js';
import { guardDrops } from './drop.js';
import { Layout } from './layout.js';
import { Links } from './links.js';
import { momentsOf } from './moment-list.js';
import { onObs, receiveConnection } from './obs-state.js';
import { SECTIONS } from './sections.js';
import { Shortcuts } from './shortcuts.js';
import { stateOf } from './state.js';
import { language, onWords } from './words.js';

export class Panel {
  /** @type {object | null} the room's, as last told */
  status = null;
  #online = true;
  #tries = 0;
  /** @type {AbortController | null} while connected */
  #stop = null;
  /** @type {Map<string, import('./section.js').Section>} */
  #sections = new Map();
  #shortcuts;

  /** @param {object} page what the server wrote into it */
  constructor(page) {
    this.page = page;
    this.isOwner = page.scope === 'owner';
    this.stream = new Stream({ as: 'panel', page: pageId }, this.#handlers(), page.heartbeatMs);
    this.layout = new Layout(() => this.tell('onFold'));
    this.links = new Links((text) => this.tell('onUncopied', text));
    this.#shortcuts = new Shortcuts(this);
    for (const element of document.querySelectorAll('[data-section]')) {
      const name = element.dataset.section;
      this.#sections.set(name, new SECTIONS[name](element, this));
    }
    for (const node of document.querySelectorAll('[data-owner]')) node.hidden = !this.isOwner;
  }

  connect() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    guardDrops(signal);
    this.layout.connect();
    this.#shortcuts.connect();
    for (const section of this.#sections.values()) section.connect();
    this.tell('onFold');
    onWords(() => this.tell('onWords'), signal);
    channel.onChannel((now) => this.tell('onChannel', now), signal);
    onObs((connection) => this.tell('onObs', connection), signal);
    if (this.status) this.tell('onStatus', this.status);
    this.stream.connect();
  }

  disconnect() {
    this.stream.disconnect();
    this.#stop.abort();
    for (const section of this.#sections.values()) section.disconnect();
    this.#shortcuts.disconnect();
    this.layout.disconnect();
  }

  /** Call a handler of every section that has it. @param {string} handler such as `onStatus` */
  tell(handler, ...told) {
    for (const section of this.#sections.values()) section.tell(handler, ...told);
  }

  /** @param {string} name as its `data-section` says */
  section(name) {
    return this.#sections.get(name);
  }

  /** @returns {'gone' | 'asleep' | 'playing' | 'paused' | 'hidden'} */
  get state() {
    return stateOf(this.#online, this.status?.state, channel.isHidden());
  }

  /** After how many tries the server still isn't heard. */
  get tries() {
    return this.#tries;
  }

  /** The moments that there are now. */
  get moments() {
    return momentsOf(this.page.moments, channel.current()?.moments ?? [], language());
  }

  #handlers() {
    return {
      settings: channel.receive,
      status: (status) => {
        this.status = status;
        this.tell('onStatus', status);
      },
      message: (message, isHistory) => this.tell('onMessage', message, isHistory),
      moment: (wave) => this.tell('onMoment', wave),
      written: (line) => this.tell('onLine', line),
      script: (script) => this.tell('onScript', script),
      highlight: (shown) => this.tell('onHighlight', shown),
      obs: receiveConnection,
      senses: (senses) => this.tell('onSenses', senses),
      level: (level) => this.tell('onLevel', level),
      gone: (reason) => reason !== 'too-many' && location.reload(),
      connection: (open, tries) => this.#onConnection(open, tries),
    };
  }

  #onConnection(open, tries) {
    this.#online = open;
    this.#tries = tries;
    document.body.classList.toggle('is-gone', !open);
    for (const control of document.querySelectorAll('[data-lock], .entry button, .moment, .chip')) control.disabled = !open;
    this.tell('onConnection', open, tries);
  }
}
