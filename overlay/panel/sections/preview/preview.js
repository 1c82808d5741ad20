/** Preview: the overlay itself in a frame, scaled to the section's width, over a backdrop. */

import { $, element } from '../../../common/dom.js';
import { Section } from '../../section.js';
import { t } from '../../words.js';

/** The width at which the overlay is drawn, in CSS px. */
const FRAME_PX = 400;

export class Preview extends Section {
  connect() {
    super.connect();
    this.whenResized($('preview-frame'), scale);
    for (const swatch of $('swatches').children) this.listen(swatch, 'click', () => chooseBackdrop(swatch));
  }

  disconnect() {
    super.disconnect();
    $('preview-frame').textContent = '';
  }

  onWords() {
    $('preview-frame').firstChild?.setAttribute('title', t('panel.preview.title'));
  }

  /** There is a frame, and so a stream, only while it can be seen. */
  onFold() {
    const box = $('preview-frame');
    const isVisible = this.panel.layout.isOpen(this.element);
    if (isVisible && !box.firstChild) box.append(frame());
    else if (!isVisible) box.textContent = '';
    scale();
  }

  /** Draw the chat with a look that isn't kept yet. */
  tryOut(look) {
    $('preview-frame').querySelector('iframe')?.contentWindow.postMessage({ look }, location.origin);
  }
}

function frame() {
  const node = element('iframe');
  node.src = '/overlay';
  node.title = t('panel.preview.title');
  node.tabIndex = -1;
  return node;
}

function scale() {
  const box = $('preview-frame');
  if (box.clientWidth) box.style.setProperty('--z', box.clientWidth / FRAME_PX);
}

function chooseBackdrop(chosen) {
  $('preview-frame').dataset.backdrop = chosen.dataset.backdrop;
  for (const swatch of $('swatches').children) swatch.setAttribute('aria-pressed', swatch === chosen);
}
