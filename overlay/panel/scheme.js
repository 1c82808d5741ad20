/** House lights: dark unless somebody turned them up. */

import { $ } from './dom.js';

const STORED = 'seatfiller_scheme';

export function startScheme() {
  set(localStorage.getItem(STORED) === 'light' ? 'light' : 'dark');
  $('scheme').onclick = () => {
    const next = document.documentElement.dataset.scheme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(STORED, next);
    set(next);
  };
}

function set(scheme) {
  document.documentElement.dataset.scheme = scheme;
}
