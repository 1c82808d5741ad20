/** The chat page: wires stream, list, look and OBS. The overlay and the reader share it. */

import { element, pageData } from '../common/dom.js';
import { loadEmotes } from '../emotes/emotes.js';
import { fixedOptions } from '../common/options.js';
import { pageId } from '../common/page-id.js';
import { Stream } from '../common/stream.js';
import { wordsBeside } from '../common/words.js';
import { cardNode } from './card.js';
import { MessageList } from './list.js';
import { ChatLook, lookOf } from './look.js';
import { alertNode, messageNode } from './message.js';
import { listenToObs, reporter } from './obs.js';

/**
 * @typedef {object} How  what the reader does otherwise
 * @property {number} [max]  in place of the channel's, on a page that scrolls
 * @property {'overlay' | 'reader'} [where]  whose words the card speaks
 * @property {() => void} [onMessage]
 * @property {(open: boolean) => void} [onConnection]
 * @property {(state: 'hidden' | 'paused' | 'gone' | '', t: (key: string) => string) => void} [onState]  a page that is told why
 *   the chat is silent stays, and says so
 */

/** @param {How} [how] */
export function startChat(how = {}) {
  const page = pageData();
  const query = new URLSearchParams(location.search);
  const fixed = fixedOptions(query, page);
  const chat = document.querySelector('.sf-chat');
  const tag = chat.querySelector('.sf-tag');
  const list = new MessageList(chat.querySelector('.sf-messages'));
  const look = new ChatLook(chat);
  let card = null;
  let current = null;
  let shown = true;
  let status = {};
  let options = { language: page.lang, ...fixed };

  const words = () => wordsBeside(page, options.language);

  function show(settings) {
    options = lookOf(settings, fixed);
    if (how.max) options.max = how.max;
    document.documentElement.lang = options.language;
    look.show(options);
    // While it is hidden, nothing is drawn, not even that there is a chat.
    chat.hidden = isHidden() && !how.onState;
    if (isHidden()) list.clear();
    see();
    showState();
    tag.hidden = !options.tag;
    tag.querySelector('.sf-tag-text').textContent = words()('overlay.tag');
    showViewers();
    list.configure(options);
  }

  const isHidden = () => (options.visibility ?? 'up') !== 'up';

  function showState() {
    how.onState?.(isHidden() ? 'hidden' : status.state === 'paused' ? 'paused' : '', words());
  }

  function showViewers() {
    const watching = status.viewers;
    let node = tag.querySelector('.sf-viewers');
    if (!options.viewers || watching === undefined) return node?.remove();
    if (!node) {
      node = element('span', 'sf-viewers');
      tag.append(node);
    }
    node.textContent = words()('overlay.viewers', { count: watching });
  }

  function see() {
    list.hidden = document.hidden || !shown || isHidden();
  }

  function showCard(reason) {
    card?.remove();
    chat.hidden = false;
    tag.hidden = true;
    how.onState?.('gone', words());
    card = cardNode(reason, words(), how.where);
    chat.append(card);
  }

  const token = query.get('token');
  const asked = { as: page.as, page: pageId };
  if (token !== null) asked.token = token;
  if (query.has('game')) asked.game = query.get('game');

  const stream = new Stream(asked, {
    message: (message, history, age) => {
      const at = Date.now() - age;
      list.add(message.username, () => messageNode(message, list.knows, at), { still: history, age });
      if (!history) how.onMessage?.();
    },
    alert: (alert, age) => {
      const at = Date.now() - age;
      const text = () => words()(`overlay.alert.${alert.type}`, alert);
      list.add(alert.username, () => alertNode(alert, text(), at), { age });
    },
    clear: () => list.clear(),
    settings: (settings) => {
      card?.remove();
      card = null;
      if (settings.build !== page.build) reload();
      current = settings;
      loadEmotes(settings.emotes ?? '', asked, list);
      show(settings);
    },
    status: (told) => {
      status = told;
      showViewers();
      showState();
    },
    gone: (reason) => {
      list.clear();
      showCard(reason);
    },
    connection: (open) => {
      if (open) askObs();
      how.onConnection?.(open);
    },
  }, page.heartbeatMs);

  if (page.as === 'preview') {
    // In the panel's preview a message can be picked, and a look can be tried before it is kept.
    chat.addEventListener('click', ({ target }) => {
      const id = target.closest('.sf-message:not(.sf-event)')?.dataset.id;
      if (id) parent.postMessage({ picked: id }, location.origin);
    });
    // The panel's keys go on working after a click here, and nothing moves under the pointer.
    addEventListener('click', () => frameElement.blur());
    document.documentElement.addEventListener('pointerenter', ({ pointerType }) => (list.held = pointerType !== 'touch'));
    document.documentElement.addEventListener('pointerleave', () => (list.held = false));
    addEventListener('message', ({ origin, data }) => {
      if (origin === location.origin && current && data?.look) show({ ...current, looks: {}, ...data.look });
    });
  }

  document.addEventListener('visibilitychange', see);
  const askObs = listenToObs(
    (visible) => {
      shown = visible;
      see();
    },
    // The preview isn't in OBS, even where the panel is.
    token !== null && page.as !== 'preview' ? reporter(token) : () => {},
  );
  addEventListener('obsExit', () => stream.disconnect());
  addEventListener('pagehide', () => stream.disconnect());
  see();
  stream.connect();
}

/** The server was updated under us. A page that works never leaves before it knows that there is somewhere to go. */
async function reload() {
  try {
    if ((await fetch('/healthz', { cache: 'no-store' })).ok) location.reload();
  } catch {
    // It went away again: the page that is here is better than none.
  }
}
