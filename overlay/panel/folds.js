/** Sections that fold when the panel is narrow; and the preview, loaded only while it can be seen. */

import { $, element } from './dom.js';
import { onWords, t } from './words.js';

const WIDE = matchMedia('(min-width: 900px)');
const FRAME_PX = 400;

export function startFolds() {
  for (const section of document.querySelectorAll('.fold')) {
    const button = section.querySelector('h2 > button');
    button.addEventListener('click', () => {
      if (WIDE.matches) return;
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

function layOut() {
  for (const button of document.querySelectorAll('.fold > h2 > button:first-child')) {
    button.tabIndex = WIDE.matches ? -1 : 0;
    button.setAttribute('aria-expanded', WIDE.matches || button.closest('.fold').classList.contains('open'));
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
