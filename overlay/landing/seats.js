/** The seats of the demo: one lights up when its viewer first speaks, and pales while they do. */

import { ORDER, SEATS, seats } from '../common/seats.js';

const SPEAKS_MS = 1_400;

/** @param {SVGElement} node where the seats go @returns {(place: number) => void} somebody speaks */
export function drawSeats(node) {
  const all = seats();
  node.append(...all);
  return (place) => {
    const seat = all[ORDER[place % SEATS]];
    seat.classList.add('in', 'says');
    setTimeout(() => seat.classList.remove('says'), SPEAKS_MS);
  };
}
