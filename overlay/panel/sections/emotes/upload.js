/** Upload: images dropped on the section or chosen become emotes, one by one; each that isn't taken says why. */

import { call, CallError } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { $ } from '../../../common/dom.js';
import { startDrop } from '../../drop.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

/** The server takes no larger one, and a browser need not send it. */
const LARGEST_BYTES = 512 * 1024;

/** @param {(answer: object | null, refused: {file: string, reason: string, suggestion?: string}[]) => void} then */
export function startUpload(then) {
  const send = (files) => upload([...files], then);
  startDrop($('emotes'), $('emotes-drop'), send);
  $('emotes-choose').onclick = () => $('emotes-file').click();
  $('emotes-file').onchange = () => {
    send($('emotes-file').files);
    $('emotes-file').value = '';
  };
}

async function upload(files, then) {
  const refused = [];
  let answer = null;
  let taken = 0;
  for (const file of files) {
    if (file.size > LARGEST_BYTES) {
      refused.push({ file: file.name, reason: 'size' });
      continue;
    }
    try {
      answer = await call('POST', `/api/emotes?name=${encodeURIComponent(file.name.replace(/\.[^.]*$/, ''))}`, file);
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
  then(answer, refused);
}
