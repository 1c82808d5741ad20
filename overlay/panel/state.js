/** The state of the show, as every page that steers tells it. No DOM. */

/**
 * @param {boolean} online whether the server is heard
 * @param {string | undefined} said the room's own word
 * @param {boolean} hidden whether the channel is hidden
 * @returns {'gone' | 'asleep' | 'playing' | 'paused' | 'hidden'}
 */
export function stateOf(online, said = 'asleep', hidden = false) {
  if (!online) return 'gone';
  // The channel is heard of before the room's next status.
  if (said === 'hidden' || said === 'playing' || said === 'asleep') return hidden ? 'hidden' : said === 'hidden' ? 'playing' : said;
  return said;
}
