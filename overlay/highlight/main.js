/** The highlight's page: empty, until the streamer picks a message; then that one, large, and empty again. */

import { loadEmotes } from '../emotes/emotes.js';
import { fixedOptions } from '../common/options.js';
import { Stream } from '../common/stream.js';
import { translator } from '../common/words.js';
import { cardNode } from '../chat/card.js';
import { Look, lookOf } from '../chat/look.js';
import { messageNode } from '../chat/message.js';

const LEAVES_MS = 2_000;
const page = JSON.parse(document.getElementById('page').textContent);
const query = new URLSearchParams(location.search);
const fixed = fixedOptions(query);
const chat = document.querySelector('.sf-chat');
const list = chat.querySelector('.sf-messages');
const tag = chat.querySelector('.sf-tag');
const look = new Look(chat);
let options = { language: page.lang, tag: true };
let timer = 0;

function show(message, lastsMs) {
  clearTimeout(timer);
  const node = messageNode(message, (name) => name.toLowerCase() === message.replyTo?.username.toLowerCase());
  node.classList.add('sf-highlight');
  list.replaceChildren(node);
  tag.hidden = !options.tag;
  timer = setTimeout(() => leave(node), lastsMs);
}

function leave(node) {
  node.classList.add('sf-leaving');
  const gone = () => node.isConnected && empty();
  node.addEventListener('transitionend', gone, { once: true });
  timer = setTimeout(gone, LEAVES_MS); // reduced motion, or a page that is hidden just now
}

function empty() {
  clearTimeout(timer);
  list.textContent = '';
  tag.hidden = true;
}

const asked = { as: page.as };
if (query.has('token')) asked.token = query.get('token');
const stream = new Stream(asked, {
  settings(settings) {
    chat.querySelector('.sf-card')?.remove();
    options = lookOf(settings, fixed);
    loadEmotes(settings.emotes ?? '', asked);
    document.documentElement.lang = options.language;
    look.show({ ...options, width: null });
    tag.querySelector('.sf-tag-text').textContent = translator(page.words[options.language] ?? page.words.en, options.language)('overlay.tag');
    if (options.curtain !== 'up') empty();
  },
  highlight: ({ message, lastsMs }) => (message ? show(message, lastsMs) : empty()),
  clear: empty,
  gone(reason) {
    empty();
    chat.querySelector('.sf-card')?.remove();
    chat.append(cardNode(reason, translator(page.words[options.language] ?? page.words.en, options.language)));
  },
});
addEventListener('obsExit', () => stream.disconnect());
addEventListener('pagehide', () => stream.disconnect());
stream.connect();
