/** Links: copied without being seen. Streamers share their screens. No DOM. */

import { call } from './api.js';
import { wordsOf } from './channel.js';
import { toast } from './toast.js';
import { t } from './words.js';

export class Links {
  /** @type {Record<string, string>} those that were asked for, by the page they open */
  #urls = {};
  #whenUncopied;

  /** @param {(text: string) => void} whenUncopied shows what the clipboard didn't take */
  constructor(whenUncopied) {
    this.#whenUncopied = whenUncopied;
  }

  /** The link, once it was fetched. @param {string} page such as `overlay` */
  known(page) {
    return this.#urls[page];
  }

  /** Throws `CallError`. */
  async fetch(page) {
    this.#urls[page] ??= (await call('GET', `/api/links/${page}`)).url;
    return this.#urls[page];
  }

  /** A link that may be another now is asked for again, unless `url` is it. */
  renew(page, url) {
    this.#urls[page] = url;
  }

  /** Copy a link, perhaps with options in it. */
  async copy(page, options = {}) {
    try {
      const url = await this.fetch(page);
      const added = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      await this.copyText([url, ...added].join('&'));
    } catch (error) {
      toast(wordsOf(error));
    }
  }

  /** Copy what is a secret. */
  async copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast(t('panel.link.copied'));
    } catch {
      this.#whenUncopied(text);
      toast(t('panel.link.copy-by-hand'));
    }
  }
}
