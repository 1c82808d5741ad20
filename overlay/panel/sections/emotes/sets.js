/** Sets: the switches for 7TV, BTTV and FrankerFaceZ, and the Twitch id by which their sets of a channel are found. */

import { $ } from '../../../common/dom.js';
import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { put, savesItself, sayThatSaved } from '../../saved.js';
import { Part } from '../../section.js';
import { toast } from '../../toast.js';

export class Sets extends Part {
  connect() {
    super.connect();
    for (const input of this.#switches) this.listen(input, 'change', () => this.#turn(input));
    savesItself($('set-id'), (typed) => this.#send({ twitchId: typed.trim() }), this.signal);
  }

  /** @param {{seventv: boolean, bttv: boolean, ffz: boolean, twitchId: string}} wanted */
  show(wanted) {
    for (const input of this.#switches) input.checked = Boolean(wanted[input.dataset.set]);
    put($('set-id'), wanted.twitchId ?? '');
  }

  get #switches() {
    return this.element.querySelectorAll('[data-set]');
  }

  async #turn(input) {
    if (await this.#send({ [input.dataset.set]: input.checked })) sayThatSaved(this.element);
    else input.checked = !input.checked;
  }

  /** @returns {Promise<boolean>} whether the server took it */
  async #send(wanted) {
    try {
      this.section.show(await call('PUT', '/api/emotes/sets', wanted));
      return true;
    } catch (error) {
      toast(wordsOf(error));
      return false;
    }
  }
}
