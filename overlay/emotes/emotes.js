/** Emotes: what a word of the chat is drawn as. The channel's own go before the house's. */

import { EMOTES } from './table.js';

/** @type {Map<string, string>} from a code to the address of its image */
let own = new Map();
let loaded = '';

/** @returns {{src: string, move?: string} | undefined} */
export function findEmote(word) {
  const code = word.length > 2 && word.startsWith(':') && word.endsWith(':') ? word.slice(1, -1) : word;
  const src = own.get(code);
  if (src) return { src };
  const house = EMOTES.get(word);
  return house && { src: new URL(`house/${house.file}.svg`, import.meta.url).href, move: house.move };
}

/**
 * Learn the channel's own emotes, unless they are known.
 * @param {string} revision of `settings`: another one whenever they change; empty for none
 * @param {Record<string, string>} asked the page's credential
 */
export async function loadEmotes(revision, asked) {
  if (revision === loaded) return;
  loaded = revision;
  if (!revision) {
    own = new Map();
    return;
  }
  try {
    const answer = await fetch(`/api/emotes?${new URLSearchParams(asked)}`);
    if (!answer.ok) throw new Error(answer.statusText);
    own = new Map((await answer.json()).emotes.map(({ code, url }) => [code, url]));
  } catch {
    loaded = ''; // words stay words; the next settings try again
  }
}
