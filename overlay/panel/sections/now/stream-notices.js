/** Two questions about the stream: what to do now that it runs, and whether one that fell silent is over. */

import { $ } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Part } from '../../section.js';

/** A page that is loaded anew, or a server that restarts, is back by then. */
const RECONNECTS_MS = 20_000;

export class StreamNotices extends Part {
  /** Runs while the stream is lost. */
  #lostTimer = 0;

  connect() {
    super.connect();
    this.listen($('stream-over'), 'click', () => channel.offAir());
    for (const button of this.element.querySelectorAll('[data-go-live]')) {
      this.listen(button, 'click', () => channel.change({ goLive: button.dataset.goLive }));
    }
  }

  disconnect() {
    super.disconnect();
    this.#lostTimer = 0;
  }

  onChannel({ onAir, goLive }) {
    $('on-air-ask').hidden = !(onAir && goLive === null);
  }

  onStatus({ stream }) {
    const isLost = stream === 'lost';
    if (isLost === Boolean(this.#lostTimer)) return;
    this.stop(this.#lostTimer);
    this.#lostTimer = isLost ? this.after(RECONNECTS_MS, () => ($('stream-lost').hidden = false)) : 0;
    if (!isLost) $('stream-lost').hidden = true;
  }
}
