/** The highlight's page: empty, until the streamer picks a message; then that one, large, and empty again. */

import { loadEmotes } from '../emotes/emotes.js';
import { pageData } from '../common/dom.js';
import { fixedOptions } from '../common/options.js';
import { pageId } from '../common/page-id.js';
import { Stream } from '../common/stream.js';
import { wordsBeside } from '../common/words.js';
import { cardNode } from '../chat/card.js';
import { ChatLook, lookOf } from '../chat/look.js';
import { messageNode } from '../chat/message.js';

const LEAVES_MS = 2_000;
/** A long message is drawn smaller, down to this share of its size, until the source holds it. */
const LEAST = 0.4;
const STEP = 0.92;
const page = pageData();
const query = new URLSearchParams(location.search);
const fixed = fixedOptions(query, page);
const chat = document.querySelector('.sf-chat');
const list = chat.querySelector('.sf-messages');
const tag = chat.querySelector('.sf-tag');
const look = new ChatLook(chat);
let options = { language: page.lang, tag: true };
let timer = 0;
/** @type {object | null} the message on screen */
let shown = null;

function show(message, lastsMs) {
  clearTimeout(timer);
  shown = message;
  draw();
  timer = setTimeout(leave, lastsMs);
}

function draw({ still = false } = {}) {
  const node = messageNode(shown, (name) => name.toLowerCase() === shown.replyTo?.username.toLowerCase());
  node.classList.add('sf-highlight');
  if (still) node.classList.add('sf-past');
  list.replaceChildren(node);
  tag.hidden = !options.tag;
  fit();
}

/** One message at a time, so its layout may be asked for. */
function fit() {
  const { paddingTop, paddingBottom } = getComputedStyle(chat);
  const room = chat.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
  for (let scale = 1; scale > LEAST; scale *= STEP) {
    chat.style.setProperty('--fit', scale);
    if (list.offsetHeight + tag.offsetHeight + gap() <= room) return;
  }
}

const gap = () => (tag.hidden ? 0 : Number.parseFloat(getComputedStyle(tag).marginTop));

function leave() {
  const node = list.firstElementChild;
  node.classList.add('sf-leaving');
  const gone = () => node.isConnected && empty();
  node.addEventListener('transitionend', gone, { once: true });
  timer = setTimeout(gone, LEAVES_MS); // reduced motion, or a page that is hidden just now
}

function empty() {
  clearTimeout(timer);
  shown = null;
  list.textContent = '';
  tag.hidden = true;
}

const words = () => wordsBeside(page, options.language);
const redraw = () => shown && draw({ still: true });

const asked = { as: page.as, page: pageId };
if (query.has('token')) asked.token = query.get('token');
const stream = new Stream(asked, {
  settings(settings) {
    chat.querySelector('.sf-card')?.remove();
    options = lookOf(settings, fixed);
    loadEmotes(settings.emotes ?? '', asked, { redraw });
    document.documentElement.lang = options.language;
    look.show({ ...options, width: null });
    tag.querySelector('.sf-tag-text').textContent = words()('overlay.tag');
    if (options.visibility !== 'up') empty();
  },
  highlight: ({ message, lastsMs }) => (message ? show(message, lastsMs) : empty()),
  clear: empty,
  gone(reason) {
    empty();
    chat.querySelector('.sf-card')?.remove();
    chat.append(cardNode(reason, words()));
  },
}, page.heartbeatMs);
const refit = () => shown && fit();
addEventListener('resize', refit);
document.fonts.addEventListener('loadingdone', refit);
addEventListener('obsExit', () => stream.disconnect());
addEventListener('pagehide', () => stream.disconnect());
stream.connect();
