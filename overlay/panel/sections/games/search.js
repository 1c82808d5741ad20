/** Search: what is typed finds a game or a topic. What stands first in the list is what Enter takes. */

import { $, element } from '../../../common/dom.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { Part } from '../../section.js';
import { fold } from './ranking.js';
import { suggestionsFor } from './suggestions.js';

const LEAVE_MS = 150;
/** Milliseconds until the list of games is fetched: after the panel's first calls, yet before a first search. */
const FETCH_MS = 1_000;
/** The first time, the server reads every pack: seconds on a small or busy machine. */
const PATIENCE_MS = 60_000;

export class Search extends Part {
  #pick;
  #whenTyped;
  /** @type {object[] | null} all that there are, once they are fetched */
  #packs = null;
  #coming = null;
  /** @type {import('./suggestions.js').Suggestion[]} */
  #found = [];
  #selected = -1;

  /** @param {(choice: {name: string, mode: string}) => void} pick takes what was chosen @param {() => void} whenTyped */
  constructor(section, pick, whenTyped) {
    super(section);
    [this.#pick, this.#whenTyped] = [pick, whenTyped];
  }

  connect() {
    super.connect();
    const field = $('q');
    this.listen(field, 'focus', () => this.#open());
    this.listen(field, 'click', () => $('sugg').hidden && this.#open());
    this.listen(field, 'input', () => this.#suggest());
    this.listen(field, 'keydown', (event) => this.#onKey(event));
    this.listen(field, 'blur', () => this.after(LEAVE_MS, close));
    this.listen($('sugg'), 'mousedown', (event) => event.preventDefault()); // the field keeps the keyboard
    this.after(FETCH_MS, () => this.#load());
  }

  /** Whether there is a pack of that name in the chat's language. */
  hasPack(name, mode) {
    const { language } = channel.current();
    return this.#packs?.some((pack) => pack.mode === mode && pack.phrases[language] && [pack.name, ...Object.values(pack.names)].includes(name));
  }

  async #open() {
    this.#suggest();
    if (this.#packs) return;
    await this.#load();
    if (document.activeElement === $('q')) this.#suggest();
  }

  /** Fetch the packs once; if that fails, the next focus tries again: typing a whole name works without. */
  async #load() {
    if (this.#packs) return;
    this.#coming ??= call('GET', '/api/packs', undefined, PATIENCE_MS);
    try {
      this.#packs = (await this.#coming).packs;
    } catch {
      this.#coming = null;
    }
  }

  #suggest() {
    const typed = $('q').value.trim();
    $('q').removeAttribute('aria-invalid');
    this.#whenTyped();
    // Before it knows the packs it can't tell a slip from a game of its own: it says nothing yet.
    const isWriting = (this.panel.status?.source.state ?? 'off') !== 'off';
    this.#found = this.#packs ? suggestionsFor(this.#packs, typed, isWriting) : [];
    this.#selected = typed ? 0 : -1;
    if (this.#found.length) this.#drawList(typed);
    else close();
  }

  #drawList(typed) {
    $('sugg').replaceChildren(...this.#found.map((suggestion, place) => this.#option(suggestion, place, typed)));
    $('sugg').hidden = false;
    $('q').setAttribute('aria-expanded', 'true');
    this.#drawSelected();
  }

  #option(suggestion, place, typed) {
    const { name, label, note } = suggestion;
    const option = element('li');
    option.id = `sugg-${place}`;
    option.setAttribute('role', 'option');
    option.append(marked(label ?? name, label ? '' : fold(typed)), element('small', '', note));
    return this.whenPressed(option, () => this.#take(suggestion));
  }

  #drawSelected() {
    [...$('sugg').children].forEach((option, place) => option.setAttribute('aria-selected', place === this.#selected));
    if (this.#selected < 0) $('q').removeAttribute('aria-activedescendant');
    else $('q').setAttribute('aria-activedescendant', `sugg-${this.#selected}`);
  }

  #take(choice) {
    close();
    this.#pick(choice);
  }

  #onKey(event) {
    if (event.key === 'Escape') this.#escape();
    else if (event.key === 'Enter') this.#enter(event);
    else if (event.key === 'ArrowDown') this.#step(event, 1);
    else if (event.key === 'ArrowUp') this.#step(event, -1);
  }

  #escape() {
    if ($('sugg').hidden) $('q').value = '';
    close();
  }

  #enter(event) {
    event.preventDefault();
    const name = $('q').value.trim();
    const selected = $('sugg').hidden ? null : this.#found[this.#selected];
    if (selected) this.#take(selected);
    else if (name) this.#take({ name, mode: 'game' });
  }

  #step(event, by) {
    if ($('sugg').hidden) return;
    event.preventDefault();
    const count = this.#found.length;
    this.#selected = this.#selected < 0 && by < 0 ? count - 1 : (this.#selected + by + count) % count;
    this.#drawSelected();
    $('sugg').children[this.#selected].scrollIntoView({ block: 'nearest' });
  }
}

function close() {
  $('sugg').hidden = true;
  $('q').setAttribute('aria-expanded', 'false');
  $('q').removeAttribute('aria-activedescendant');
}

/** A name, with what was typed marked in it. */
function marked(name, wanted) {
  const node = element('span');
  const at = wanted ? fold(name).indexOf(wanted) : -1;
  if (at < 0 || fold(name).length !== name.length) {
    node.textContent = name;
    return node;
  }
  node.append(name.slice(0, at), element('mark', '', name.slice(at, at + wanted.length)), name.slice(at + wanted.length));
  return node;
}
