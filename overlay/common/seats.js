/** Seats: the two rows that tell the state before any word. */

const SVG = 'http://www.w3.org/2000/svg';
const COLUMNS = 15;
export const SEATS = 2 * COLUMNS;
/** The order in which the seats fill: scattered, and always the same. */
export const ORDER = Array.from({ length: SEATS }, (_, place) => (place * 11 + 7) % SEATS);

/** @returns {SVGUseElement[]} every seat at its place in a box of 300 × 44 */
export const seats = () => Array.from({ length: SEATS }, (_, place) => seat(place));

function seat(place) {
  const row = Math.floor(place / COLUMNS);
  const column = place % COLUMNS;
  const node = document.createElementNS(SVG, 'use');
  const size = row ? 17.5 : 16;
  node.setAttribute('href', '#seat');
  node.setAttribute('x', (row ? column * 19.6 + 4 : column * 18.4 + 13.2).toFixed(1));
  node.setAttribute('y', ((row ? 23 : 3) - ((column - 7) / 7) ** 2 * 3 + 2).toFixed(1));
  node.setAttribute('width', size);
  node.setAttribute('height', size);
  return node;
}
