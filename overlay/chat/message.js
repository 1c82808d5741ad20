/** One message as one node. Text nodes only: nothing that anybody wrote is ever markup. */

import { findEmote } from '../emotes/emotes.js';

const SVG = 'http://www.w3.org/2000/svg';
const BADGES = ['mod', 'vip', 'regular', 'new'];
const COLOR = /^#[0-9a-f]{6}$/i;
const SPLIT = /(\s+)/;

/** @param {object} message @param {(name: string) => boolean} isKnown whether somebody of that name chats here */
export function messageNode(message, isKnown) {
  const node = element('li', 'sf-message');
  if (COLOR.test(message.color)) node.style.setProperty('--sf-name-color', message.color);
  node.dataset.id = message.id ?? '';
  node.dataset.initial = [...message.username][0] ?? '';
  const badges = (message.badges ?? []).filter((badge) => BADGES.includes(badge));
  if (badges.length) node.dataset.role = badges[0];
  if (message.replyTo) node.append(element('span', 'sf-reply', `${message.replyTo.username}: ${message.replyTo.content}`));
  node.append(who(message, badges), textOf(message.content, isKnown));
  return node;
}

/** A simulated follow, sub and the like, with the seat that says so. @param {string} text what it says beside the name */
export function happeningNode(happening, text) {
  const node = messageNode({ ...happening, content: text, badges: [] }, () => false);
  node.classList.add('sf-event');
  node.querySelector('.sf-who').prepend(icon('tagseat', 'sf-sim'));
  return node;
}

/** @param {string} id of a symbol in the sprite */
export function icon(id, className, label) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  svg.setAttribute('class', className);
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `#${id}`);
  svg.append(use);
  return svg;
}

export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function who(message, badges) {
  const node = element('span', 'sf-who');
  const at = new Date(message.timestamp ?? Date.now());
  node.append(element('span', 'sf-time', `${two(at.getHours())}:${two(at.getMinutes())}`));
  if (badges.length) {
    const row = element('span', 'sf-badges');
    for (const badge of badges) row.append(icon(`b-${badge}`, `sf-badge sf-badge-${badge}`));
    node.append(row);
  }
  node.append(element('span', 'sf-name', message.username));
  return node;
}

function textOf(content, isKnown) {
  const node = element('span', 'sf-text');
  let plain = '';
  const flush = () => {
    if (plain) node.append(plain);
    plain = '';
  };
  for (const part of content.split(SPLIT)) {
    const emote = findEmote(part);
    const mention = part[0] === '@' && isKnown(part.slice(1).replace(/[.,:;!?)]+$/, ''));
    if (!emote && !mention) {
      plain += part;
      continue;
    }
    flush();
    node.append(emote ? emoteNode(emote, part) : element('span', 'sf-mention', part));
  }
  flush();
  return node;
}

function emoteNode({ src, move }, word) {
  const node = element('img', move ? `sf-emote sf-${move}` : 'sf-emote');
  node.src = src;
  node.alt = word;
  node.decoding = 'async';
  return node;
}

const two = (number) => String(number).padStart(2, '0');
