/** Keys: one hand on the panel, eyes on the game. Not while typing, not with modifiers, and they can be turned off. */

import * as channel from './channel.js';
import { $ } from '../common/dom.js';
import { toggle } from './hide-button.js';
import { copy } from './sections/link/link.js';
import { pressAt } from './sections/moments/moments.js';

const STORED = 'seatfiller_keys';

export function startKeys() {
  const help = $('help');
  $('keys-on').checked = localStorage.getItem(STORED) !== 'off';
  $('keys-on').onchange = () => localStorage.setItem(STORED, $('keys-on').checked ? 'on' : 'off');
  $('help-open').onclick = () => help.showModal();
  $('help-close').onclick = () => help.close();
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || help.open || typing(event.target)) return;
    if (event.key === '?') return help.showModal();
    if (!$('keys-on').checked) return;
    const act = action(event);
    // Without a server nothing else would happen; that the chat isn't hidden must be said.
    if (!act || (document.body.classList.contains('is-gone') && act !== toggle)) return;
    event.preventDefault();
    act();
  });
}

function action(event) {
  if (event.key >= '1' && event.key <= '9') return () => pressAt(Number(event.key) - 1);
  // A button in focus keeps its own Space.
  if (event.key === ' ') return event.target.closest('button, a, input') ? null : () => channel.play(!channel.current()?.playing);
  return { c: () => channel.clear(), p: toggle, l: () => copy('overlay'), '/': () => $('q').focus() }[event.key.toLowerCase()];
}

const typing = (node) => Boolean(node.closest?.('input:not([type=radio]):not([type=checkbox]), textarea, select'));
