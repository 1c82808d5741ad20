/** The reader: the chat on an opaque page that scrolls. It stays at the newest unless somebody scrolls up. */

import { startChat } from '../chat/chat.js';

const AT_END_PX = 40;
const list = document.querySelector('.sf-messages');
const newest = document.getElementById('newest');
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

startChat({
  max: 200,
  onMessage: () => {
    newest.hidden = following;
  },
  onConnection: (open) => document.body.classList.toggle('offline', !open),
});
