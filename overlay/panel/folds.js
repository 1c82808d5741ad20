/** Where the sections stand: one column that folds on a narrow page, three on a wide one; and the preview. */

import { $, element } from './dom.js';
import { onWords, t } from './words.js';

const WIDE = matchMedia('(min-width: 900px)');
const FRAME_PX = 400;
/** The order of the one column is also the order of the keyboard. */
const NARROW = { one: ['pace', 'games', 'link', 'facts', 'preview', 'look', 'highlight', 'custom-pace', 'you'] };
const COLUMNS = { one: ['pace', 'custom-pace', 'facts', 'you'], two: ['games', 'look'], three: ['preview', 'link', 'highlight'] };

export function startFolds() {
  for (const section of document.querySelectorAll('.fold')) {
    const button = section.querySelector('h2 > button');
    button.addEventListener('click', () => {
      if (standsOpen(section)) return;
      const open = section.classList.toggle('open');
      button.setAttribute('aria-expanded', open);
      if (section.id === 'preview') preview();
    });
  }
  WIDE.addEventListener('change', layOut);
  addEventListener('resize', scale);
  for (const swatch of $('swatches').children) swatch.addEventListener('click', () => backdrop(swatch));
  layOut();
  onWords(() => $('stage').firstChild?.setAttribute('title', t('panel.preview.title')));
}

/** On a wide page only what is deep folds. */
const standsOpen = (section) => WIDE.matches && !section.classList.contains('deep');

function layOut() {
  for (const [column, sections] of Object.entries(WIDE.matches ? COLUMNS : NARROW)) $(column).append(...sections.map($));
  for (const button of document.querySelectorAll('.fold > h2 > button:first-child')) {
    const section = button.closest('.fold');
    button.tabIndex = standsOpen(section) ? -1 : 0;
    button.setAttribute('aria-expanded', standsOpen(section) || section.classList.contains('open'));
  }
  preview();
}

function preview() {
  const stage = $('stage');
  const visible = WIDE.matches || $('preview').classList.contains('open');
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
