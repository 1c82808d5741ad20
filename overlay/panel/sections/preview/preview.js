/** Preview: the overlay itself in a frame, scaled to the section's width, over a backdrop. */

import { $, element } from '../../../common/dom.js';
import { isOpen, onFold } from '../../layout.js';
import { onWords, t } from '../../words.js';

/** The width at which the overlay is drawn, in CSS px. */
const FRAME_PX = 400;

export function startPreview() {
  new ResizeObserver(scale).observe($('stage'));
  for (const swatch of $('swatches').children) swatch.addEventListener('click', () => backdrop(swatch));
  onFold(draw);
  onWords(() => $('stage').firstChild?.setAttribute('title', t('panel.preview.title')));
}

/** There is a frame, and so a stream, only while it can be seen. */
function draw() {
  const stage = $('stage');
  const visible = isOpen($('preview'));
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
