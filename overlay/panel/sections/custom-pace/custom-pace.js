/** A pace of one's own: the shortest and the longest pause, in seconds. */

import { $ } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { t } from '../../words.js';

/** What the fields offer while another pace is on, in seconds. */
const OFFERED = { min: 3, max: 9 };

export class CustomPace extends Section {
  connect() {
    super.connect();
    this.listen($('custom-form'), 'submit', (event) => {
      event.preventDefault();
      if (this.#check()) channel.change({ pace: { min: Number($('pace-min').value), max: Number($('pace-max').value) } });
    });
    for (const field of fields()) this.listen(field, 'input', () => this.#check());
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    const isOn = typeof now.pace === 'object';
    $('custom-pace-val').textContent = isOn ? t('panel.custom.is', now.pace) : '';
    if ($('custom-form').contains(document.activeElement) || !$('pace-error').hidden) return;
    const { min, max } = isOn ? now.pace : OFFERED;
    [$('pace-min').value, $('pace-max').value] = [min, max];
  }

  /** What is wrong with the two fields stands beneath them, while it is. @returns {boolean} whether nothing is */
  #check() {
    const [first, last] = fields();
    const bad = fields().filter((field) => field.value === '' || !field.validity.valid);
    const isCrossed = !bad.length && Number(first.value) > Number(last.value);
    for (const field of fields()) field.toggleAttribute('aria-invalid', isCrossed || bad.includes(field));
    const isWrong = isCrossed || bad.length > 0;
    $('pace-error').hidden = !isWrong;
    $('pace-error').textContent = isWrong ? t(isCrossed ? 'panel.custom.crossed' : 'panel.custom.range') : '';
    return !isWrong;
  }
}

const fields = () => [$('pace-min'), $('pace-max')];
