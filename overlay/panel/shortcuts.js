/** Keys: one hand on the panel, eyes on the game. Not while typing, not with modifiers, and they can be turned off. */

import { $ } from '../common/dom.js';
import * as channel from './channel.js';

const STORED = 'seatfiller_keys';

export class Shortcuts {
  #panel;
  /** @type {AbortController | null} while connected */
  #stop = null;

  /** @param {import('./panel.js').Panel} panel */
  constructor(panel) {
    this.#panel = panel;
  }

  connect() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    $('keys-on').checked = localStorage.getItem(STORED) !== 'off';
    $('keys-on').addEventListener('change', () => localStorage.setItem(STORED, $('keys-on').checked ? 'on' : 'off'), { signal });
    $('help-open').addEventListener('click', () => $('help').showModal(), { signal });
    $('help-close').addEventListener('click', () => $('help').close(), { signal });
    addEventListener('keydown', (event) => this.#onKey(event), { signal });
  }

  disconnect() {
    this.#stop.abort();
  }

  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || $('help').open || isTyping(event.target)) return;
    if (event.key === '?') $('help').showModal();
    if (event.key === '?' || !$('keys-on').checked) return;
    const key = event.key.toLowerCase();
    const act = this.#actOf(key, event.target);
    // Without a server nothing else would happen; that the chat isn't hidden must be said.
    if (!act || (this.#panel.state === 'gone' && key !== 'p')) return;
    event.preventDefault();
    act();
  }

  #actOf(key, target) {
    const panel = this.#panel;
    if (key >= '1' && key <= '9') return () => panel.section('moments').pressAt(Number(key) - 1);
    // A button in focus keeps its own Space.
    if (key === ' ') return target.closest('button, a, input') ? null : () => channel.play(!channel.current()?.playing);
    return {
      c: () => channel.clear(),
      p: () => panel.section('now').hideButton.toggle(),
      l: () => panel.links.copy('overlay'),
      '/': () => $('q').focus(),
    }[key];
  }
}

const isTyping = (node) => Boolean(node.closest?.('input:not([type=radio]):not([type=checkbox]), textarea, select'));
