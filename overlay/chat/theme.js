/** Themes are one CSS file each; the next one is there before the old one leaves. */

import { element } from '../common/dom.js';

export class Theme {
  #chat;
  #wanted = 'outline';
  #link = null;

  constructor(chat) {
    this.#chat = chat;
  }

  /** @param {string} name */
  show(name) {
    if (name === this.#wanted) return;
    this.#wanted = name;
    if (name === 'outline') return this.#swap(name, null);
    const link = element('link');
    link.rel = 'stylesheet';
    link.href = new URL(`../themes/${name}.css`, import.meta.url).href;
    link.onload = () => (this.#wanted === name ? this.#swap(name, link) : link.remove());
    link.onerror = () => link.remove();
    // Before any <style> that OBS appended: the streamer's CSS stays last.
    document.head.insertBefore(link, document.head.querySelector('style'));
  }

  #swap(name, link) {
    this.#chat.dataset.theme = name;
    this.#link?.remove();
    this.#link = link;
  }
}
