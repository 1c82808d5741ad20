/** The reader: the chat on an opaque page that scrolls. It stays at the newest unless somebody scrolls up. */

import { startChat } from '../chat/chat.js';
import { $ } from '../common/dom.js';
import { startSize } from './size.js';

const AT_END_PX = 40;
const SAID = { hidden: 'reader.hidden', paused: 'reader.paused' };
const list = document.querySelector('.sf-messages');
const newest = $('newest');
let following = true;

// column-reverse: 0 is the newest, older ones are negative.
list.addEventListener('scroll', () => {
  following = list.scrollTop > -AT_END_PX;
  if (following) newest.hidden = true;
}, { passive: true });

newest.addEventListener('click', () => {
  list.scrollTop = 0;
  newest.hidden = true;
});

startSize(list, $('smaller'), $('larger'));
startChat({
  max: 200,
  where: 'reader',
  onMessage: () => {
    newest.hidden = following;
  },
  onConnection: (open) => document.body.classList.toggle('offline', !open),
  onState: (state, t) => {
    $('state').textContent = state in SAID ? t(SAID[state]) : '';
    list.dataset.empty = state ? '' : t('reader.waiting');
  },
});
