/** Where the sections stand: in one column that folds, or in two to four; and the preview. */

import { $, element } from './dom.js';
import { onWords, t } from './words.js';

const FRAME_PX = 400;
const COLUMNS = ['one', 'two', 'three', 'four'];
/** Which section stands in which column, from so many pixels on. The order is also that of the keyboard. */
const LAYOUTS = [
  [1680, [['games', 'pace', 'you'], ['look'], ['preview', 'highlight'], ['link', 'obs', 'on-air', 'buttons', 'custom-pace', 'mood', 'writing', 'mine', 'emotes', 'rehearsal', 'presets', 'facts', 'session']]],
  [1100, [['pace', 'you', 'custom-pace', 'mood', 'writing', 'mine', 'emotes', 'rehearsal', 'presets', 'facts', 'session'], ['games', 'look'], ['preview', 'link', 'obs', 'on-air', 'buttons', 'highlight']]],
  [760, [['games', 'pace', 'you', 'look', 'custom-pace', 'mood', 'writing', 'mine', 'emotes'], ['link', 'preview', 'highlight', 'obs', 'on-air', 'buttons', 'rehearsal', 'presets', 'facts', 'session']]],
  [0, [['games', 'pace', 'you', 'link', 'look', 'preview', 'highlight', 'custom-pace', 'mood', 'writing', 'mine', 'emotes', 'obs', 'on-air', 'buttons', 'rehearsal', 'presets', 'facts', 'session']]],
].map(([from, columns]) => ({ width: matchMedia(`(min-width: ${from}px)`), columns }));

let layout = null;

export function startFolds() {
  for (const section of document.querySelectorAll('.fold')) {
    section.querySelector('h2 > button').addEventListener('click', () => !standsOpen(section) && turn(section, !section.classList.contains('open')));
  }
  for (const { width } of LAYOUTS) width.addEventListener('change', layOut);
  new ResizeObserver(scale).observe($('stage'));
  for (const swatch of $('swatches').children) swatch.addEventListener('click', () => backdrop(swatch));
  layOut();
  onWords(() => $('stage').firstChild?.setAttribute('title', t('panel.preview.title')));
}

/** Unfold a section, bring it into view and put the keyboard on `field` in it. */
export function goTo(id, field) {
  const section = $(id);
  if (section.classList.contains('fold') && !standsOpen(section)) turn(section, true);
  section.scrollIntoView({ block: 'nearest' });
  $(field)?.focus();
}

function turn(section, open) {
  section.classList.toggle('open', open);
  section.querySelector('h2 > button').setAttribute('aria-expanded', open);
  if (section.id === 'preview') preview();
}

/** In more than one column only what is deep folds. */
const standsOpen = (section) => layout.columns.length > 1 && !section.classList.contains('deep');

function layOut() {
  const next = LAYOUTS.find(({ width }) => width.matches);
  if (next === layout) return;
  layout = next;
  COLUMNS.forEach((column, place) => $(column).append(...(layout.columns[place] ?? []).map($)));
  for (const section of document.querySelectorAll('.fold')) {
    const button = section.querySelector('h2 > button');
    section.classList.toggle('stands', standsOpen(section));
    button.tabIndex = standsOpen(section) ? -1 : 0;
    button.setAttribute('aria-expanded', standsOpen(section) || section.classList.contains('open'));
  }
  preview();
}

function preview() {
  const stage = $('stage');
  const visible = standsOpen($('preview')) || $('preview').classList.contains('open');
  if (visible && !stage.firstChild) {
    const frame = element('iframe');
    frame.src = '/overlay';
    frame.title = t('panel.preview.title');
    frame.tabIndex = -1;
    stage.append(frame);
  } else if (!visible) stage.textContent = '';
  scale();
}

function scale() {
  const stage = $('stage');
  if (stage.clientWidth) stage.style.setProperty('--z', stage.clientWidth / FRAME_PX);
}

function backdrop(chosen) {
  $('stage').dataset.backdrop = chosen.dataset.backdrop;
  for (const swatch of $('swatches').children) swatch.setAttribute('aria-pressed', swatch === chosen);
}
