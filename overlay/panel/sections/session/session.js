/** Session: signing this browser out, or every one of the owner's. The page then reloads into what a stranger sees. */

import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { $ } from '../../../common/dom.js';
import { toast } from '../../toast.js';

/** @param {import('../common/stream.js').Stream} stream this page's */
export function startSession(stream) {
  $('sign-out').onclick = () => leave(stream, '/api/sign-out');
  $('sign-out-everywhere').onclick = () => leave(stream, '/api/sign-out-everywhere');
}

async function leave(stream, path) {
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
