/** Upload: images dropped on the section or chosen become emotes, one by one; each that isn't taken says why. */

import { $ } from '../../../common/dom.js';
import { call, CallError } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { takeDrops } from '../../drop.js';
import { Part } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

/** The server takes no larger one, and a browser need not send it. */
const LARGEST_BYTES = 512 * 1024;

export class Upload extends Part {
  connect() {
    super.connect();
    takeDrops(this.element, $('emotes-drop'), (files) => this.#send([...files]), this.signal);
    this.listen($('emotes-choose'), 'click', () => $('emotes-file').click());
    this.listen($('emotes-file'), 'change', () => {
      const files = [...$('emotes-file').files];
      $('emotes-file').value = '';
      this.#send(files);
    });
  }

  async #send(files) {
    const refused = [];
    let answer = null;
    let taken = 0;
    for (const file of files) {
      try {
        answer = await upload(file);
        taken += 1;
      } catch (error) {
        if (!(error instanceof CallError) || error.code !== 'BAD_EMOTE') {
          toast(wordsOf(error));
          break;
        }
        refused.push({ file: file.name, reason: error.problem.reason, suggestion: error.problem.suggestion });
      }
    }
    if (taken) toast(t('panel.emotes.taken', { count: taken }));
    this.section.show(answer, refused);
  }
}

async function upload(file) {
  if (file.size > LARGEST_BYTES) throw new CallError('BAD_EMOTE', { reason: 'size' });
  return call('POST', `/api/emotes?name=${encodeURIComponent(file.name.replace(/\.[^.]*$/, ''))}`, file);
}
