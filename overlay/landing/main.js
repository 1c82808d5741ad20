/** The landing page: wires the demo to its buttons. */

import { Theme } from '../chat/theme.js';
import { $, pageData } from '../common/dom.js';
import { startLanguage } from '../common/language.js';
import { Demo } from './demo.js';
import { drawSeats } from './seats.js';

const chat = document.querySelector('.sf-chat');
const theme = new Theme(chat);
const { LINES } = await import(`./lines/${document.documentElement.lang}.js`);
const demo = new Demo($('demo'), LINES, pageData().colors, drawSeats($('seats')));
const waves = new Map();
let paused = matchMedia('(prefers-reduced-motion: reduce)').matches;
let seen = true;

for (const choice of document.querySelectorAll('[name=game]')) choice.onchange = () => show(choice.value);
for (const choice of document.querySelectorAll('[name=theme]')) choice.onchange = () => theme.show(choice.value);
for (const button of document.querySelectorAll('[data-moment]')) button.onclick = () => wave(button);
startLanguage($('language'));
$('pause').onclick = () => {
  paused = !paused;
  run();
};
// Nobody looks: nothing is said.
document.addEventListener('visibilitychange', run);
new IntersectionObserver(([entry]) => {
  seen = entry.isIntersecting;
  run();
}).observe($('demo-frame'));

// A browser that goes back in its history keeps what was chosen.
show(document.querySelector('[name=game]:checked').value);
theme.show(document.querySelector('[name=theme]:checked').value);

function show(game) {
  $('demo-frame').dataset.game = game;
  demo.play(game);
  run();
}

function run() {
  $('pause').setAttribute('aria-pressed', paused);
  if (paused || !seen || document.hidden) demo.stop();
  else demo.start();
}

/** A press shows at once; the button is busy until its last wave has passed. */
function wave(button) {
  clearTimeout(waves.get(button));
  button.setAttribute('aria-busy', 'true');
  waves.set(button, setTimeout(() => button.removeAttribute('aria-busy'), demo.wave(button.dataset.moment)));
}
