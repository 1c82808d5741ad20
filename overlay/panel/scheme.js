/** House lights: as the system has them, unless somebody chose. */

import { $ } from './dom.js';

const STORED = 'seatfiller_scheme';
const LIGHT = matchMedia('(prefers-color-scheme: light)');

export function startScheme() {
  follow();
  LIGHT.addEventListener('change', follow);
  $('scheme').onclick = () => {
    const next = document.documentElement.dataset.scheme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(STORED, next);
    set(next);
  };
}

function follow() {
  set(localStorage.getItem(STORED) ?? (LIGHT.matches ? 'light' : 'dark'));
}

function set(scheme) {
  document.documentElement.dataset.scheme = scheme;
}
