/** Session: signing this browser out, or every one of the owner's. The page then reloads into what a stranger sees. */

import { call } from './api.js';
import { wordsOf } from './channel.js';
import { $ } from './dom.js';
import { toast } from './toast.js';

export function startSession() {
  $('sign-out').onclick = () => leave('/api/sign-out');
  $('sign-out-everywhere').onclick = () => leave('/api/sign-out-everywhere');
}

async function leave(path) {
  try {
    await call('POST', path);
    location.reload();
  } catch (error) {
    toast(wordsOf(error));
  }
}
