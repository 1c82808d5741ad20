/** Dials: one control for each option. What is dragged shows in the preview at once and is kept on letting go. */

import { element } from '../../../common/dom.js';
import { fill } from '../../slider.js';
import { onWords, t } from '../../words.js';
import { GROUPS } from './options.js';

const OPENS_FIRST = 'text';

/** @param {HTMLElement} place @param {{keep: (patch: object) => void, preview: (patch: object) => void}} then */
export function makeDials(place, then) {
  const drawers = [];
  for (const [group, options] of Object.entries(GROUPS)) {
    const box = element('details', 'dials');
    box.open = group === OPENS_FIRST;
    const title = element('summary');
    onWords(() => (title.textContent = t(`panel.look.${group}`)));
    box.append(title);
    for (const option of options) {
      const dial = element('div', 'dial');
      const label = element('label');
      label.htmlFor = `look-${option.name}`;
      onWords(() => (label.textContent = t(`panel.look.${option.name}`)));
      dial.append(label);
      drawers.push([option.name, MAKERS[option.kind](dial, option, then)]);
      box.append(dial);
    }
    place.append(box);
  }
  /** @param {object} look whole */
  return (look) => drawers.forEach(([name, draw]) => draw(look[name]));
}

const MAKERS = {
  pick(dial, { name, values }, { keep }) {
    const select = named(element('select', 'field'), name);
    for (const value of values) {
      const option = element('option');
      option.value = value;
      onWords(() => (option.textContent = t(`panel.look.${name}.${value}`)));
      select.append(option);
    }
    select.onchange = () => keep({ [name]: select.value });
    dial.append(select);
    return (value) => (select.value = value);
  },

  switch(dial, { name }, { keep }) {
    const input = named(element('input'), name);
    input.type = 'checkbox';
    input.setAttribute('role', 'switch');
    input.onchange = () => keep({ [name]: input.checked });
    const frame = element('span', 'switch');
    frame.append(input, element('i'));
    dial.append(frame);
    return (value) => (input.checked = value);
  },

  number(dial, { name, min, max }, { keep }) {
    const input = named(element('input', 'field'), name);
    Object.assign(input, { type: 'number', min, max, step: 1 });
    input.onchange = () => {
      if (input.reportValidity()) keep({ [name]: Number(input.value) });
    };
    dial.append(input);
    return (value) => document.activeElement !== input && (input.value = value);
  },

  slider(dial, { name, min, max, step, rest, unit }, { keep, preview }) {
    const input = named(element('input', 'slide'), name);
    Object.assign(input, { type: 'range', min, max, step });
    const output = element('output');
    output.htmlFor.add(input.id);
    const reset = resetButton(name, keep);
    const say = (value) => {
      output.textContent = value === null ? '' : said(value, unit);
      fill(input, value === null);
      input.setAttribute('aria-valuetext', output.textContent || t('panel.look.theme-own'));
    };
    let shown = null;
    input.oninput = () => {
      shown = Number(input.value);
      say(shown);
      preview({ [name]: shown });
    };
    input.onchange = () => keep({ [name]: Number(input.value) });
    dial.append(reset, output, input);
    onWords(() => say(shown));
    return (value) => {
      shown = value;
      input.value = value ?? rest;
      reset.disabled = value === null;
      say(value);
    };
  },

  color(dial, { name }, { keep, preview }) {
    const input = named(element('input', 'swatch'), name);
    input.type = 'color';
    const output = element('output');
    const reset = resetButton(name, keep);
    let shown = null;
    const say = () => (output.textContent = t(shown === null ? 'panel.look.nameColor.own' : 'panel.look.nameColor.one'));
    input.oninput = () => preview({ [name]: input.value });
    input.onchange = () => keep({ [name]: input.value });
    dial.append(reset, output, input);
    onWords(say);
    return (value) => {
      shown = value;
      input.value = value ?? '#ffc857';
      reset.disabled = value === null;
      say();
    };
  },
};

function named(control, name) {
  control.id = `look-${name}`;
  control.dataset.lock = '';
  return control;
}

/** Gives the decision back to the theme. */
function resetButton(name, keep) {
  const button = element('button', 'reset', '×');
  button.type = 'button';
  onWords(() => button.setAttribute('aria-label', t('panel.look.reset', { name: t(`panel.look.${name}`) })));
  button.onclick = () => keep({ [name]: null });
  return button;
}

function said(value, unit) {
  if (unit === '%') return t('panel.look.percent', { count: Math.round(value * 100) });
  return unit === 'px' ? t('panel.look.px', { count: value }) : t('panel.look.times-text', { count: value });
}
