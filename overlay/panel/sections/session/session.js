/** Session: signing this browser out, or every one of the owner's. The page then reloads into what a stranger sees. */

import { $ } from '../../../common/dom.js';
import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';

export class Session extends Section {
  connect() {
    super.connect();
    this.listen($('sign-out'), 'click', () => this.#leave('/api/sign-out'));
    this.listen($('sign-out-everywhere'), 'click', () => this.#leave('/api/sign-out-everywhere'));
  }

  async #leave(path) {
    const { stream } = this.panel;
    // The server ends the stream, and then the page would reload before the answer has taken the cookie.
    stream.disconnect();
    try {
      await call('POST', path);
      location.reload();
    } catch (error) {
      stream.connect();
      toast(wordsOf(error));
    }
  }
}
