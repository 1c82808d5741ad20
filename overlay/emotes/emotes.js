/** Emotes: what a word of the chat is drawn as. The channel's own go before the built-in ones. */

import { EMOTES } from './table.js';

/** @typedef {{src: string, move?: string, width?: number, height?: number, over?: boolean}} Emote `over`: lies on the one before */
const PATIENCE_MS = 600;

/** @type {Map<string, Emote>} by code */
let own = new Map();
let loaded = '';

/** @returns {Emote | undefined} */
export function findEmote(word) {
  const code = word.length > 2 && word.startsWith(':') && word.endsWith(':') ? word.slice(1, -1) : word;
  const builtin = EMOTES.get(word);
  return own.get(code) ?? (builtin && { src: new URL(`builtin/${builtin.file}.svg`, import.meta.url).href, move: builtin.move, width: 1, height: 1 });
}

/**
 * Learn the channel's own emotes, unless they are known.
 * @param {string} revision of `settings`: another one whenever they change; empty for none
 * @param {Record<string, string>} asked the page's credential
 * @param {{held?: boolean, redraw: () => void}} list  what draws with them: held until they are known, but not for
 *   long, and drawn anew when they are others than before
 */
export async function loadEmotes(revision, asked, list) {
  if (revision === loaded) return;
  loaded = revision;
  list.held = true;
  const timer = setTimeout(() => (list.held = false), PATIENCE_MS);
  const known = await fetchEmotes(revision, asked);
  if (revision === loaded && known) {
    own = known;
    list.redraw();
  } else if (revision === loaded) loaded = ''; // words stay words; the next settings try again
  clearTimeout(timer);
  list.held = false;
}

async function fetchEmotes(revision, asked) {
  if (!revision) return new Map();
  try {
    const answer = await fetch(`/api/emotes?${new URLSearchParams(asked)}`);
    const { emotes } = await answer.json();
    return new Map(emotes.map(({ code, url, width, height, zeroWidth }) => [code, { src: url, width, height, over: zeroWidth }]));
  } catch {
    return null;
  }
}
