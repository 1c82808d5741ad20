/** One message as one node. Text nodes only: nothing that anybody wrote is ever markup. */

import { element, icon } from '../common/dom.js';
import { findEmote } from '../emotes/emotes.js';

const BADGES = ['mod', 'vip', 'regular', 'new'];
const COLOR = /^#[0-9a-f]{6}$/i;
const SPLIT = /(\s+)/;
const MARKS = '.,:;!?)'; // what may stand right after a name
/** Short enough to be kept on one line with an emote. */
const LAST_WORD = /(?:^|\s)(\S{1,12}\s+)$/;

/**
 * @param {object} message
 * @param {(name: string) => boolean} isKnown whether somebody of that name chats here
 * @param {number} [at] when it was written, by this computer's clock
 */
export function messageNode(message, isKnown, at = message.timestamp) {
  const node = element('li', 'sf-message');
  if (COLOR.test(message.color)) node.style.setProperty('--sf-name-color', message.color);
  node.dataset.id = message.id ?? '';
  node.dataset.initial = [...message.username][0] ?? '';
  const badges = (message.badges ?? []).filter((badge) => BADGES.includes(badge));
  if (badges.length) node.dataset.role = badges[0];
  if (message.replyTo) node.append(element('span', 'sf-reply', `${message.replyTo.username}: ${message.replyTo.content}`));
  node.append(who(message, badges, at), textOf(message.content, isKnown));
  return node;
}

/** A simulated follow, sub and the like, with the seat that says so. @param {string} text what it says beside the name */
export function alertNode(alert, text, at) {
  const node = messageNode({ ...alert, content: text, badges: [] }, () => false, at);
  node.classList.add('sf-event');
  node.querySelector('.sf-who').prepend(icon('tagseat', 'sf-sim'));
  return node;
}

function who(message, badges, written) {
  const node = element('span', 'sf-who');
  const at = new Date(written ?? Date.now());
  node.append(element('span', 'sf-time', `${two(at.getHours())}:${two(at.getMinutes())}`));
  if (badges.length) {
    const row = element('span', 'sf-badges');
    for (const badge of badges) row.append(icon(`b-${badge}`, `sf-badge sf-badge-${badge}`));
    node.append(row);
  }
  node.append(element('span', 'sf-name', message.username));
  return node;
}

/** What was said, with pictures for the words that are emotes. @param {(name: string) => boolean} isKnown whose mention counts */
export function textOf(content, isKnown) {
  const node = element('span', 'sf-text');
  let plain = '';
  /** @type {HTMLElement | null} the emote that the next one may lie on: only space stands between */
  let under = null;
  const flush = () => {
    if (plain) node.append(plain);
    plain = '';
  };
  for (const part of content.split(SPLIT)) {
    const emote = findEmote(part);
    const mention = part[0] === '@' && isKnown(nameIn(part));
    if (!emote && !mention) {
      if (part.trim()) under = null;
      plain += part;
    } else if (emote?.over && under) {
      plain = '';
      under.append(emoteNode(emote, part));
    } else {
      flush();
      under = emote ? element('span', 'sf-emotes') : null;
      under?.append(emoteNode(emote, part));
      node.append(under ?? element('span', 'sf-mention', part));
    }
  }
  flush();
  if (under && !plain) keep(node, under);
  return node;
}

/** The name in a mention, without the marks after it. By hand: a pattern would begin anew at each of many marks. */
function nameIn(mention) {
  let end = mention.length;
  while (end > 1 && MARKS.includes(mention[end - 1])) end -= 1;
  return mention.slice(1, end);
}

/** An emote at the end takes the word before it along: alone on a line it looks lost. */
function keep(node, emote) {
  const text = emote.previousSibling;
  const word = text?.nodeType === Node.TEXT_NODE && LAST_WORD.exec(text.data)?.[1];
  if (!word) return;
  text.data = text.data.slice(0, -word.length);
  const kept = element('span', 'sf-keep', word);
  kept.append(emote);
  node.append(kept);
}

function emoteNode({ src, move, width, height }, word) {
  const node = element('img', move ? `sf-emote sf-${move}` : 'sf-emote');
  if (width && height) Object.assign(node, { width, height }); // its place is kept until it is there
  node.alt = word;
  node.decoding = 'async';
  node.src = src;
  return node;
}

const two = (number) => String(number).padStart(2, '0');
