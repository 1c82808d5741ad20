/** The settings of a look: one control for each option. What is dragged shows in the preview at once and is kept on letting go. */

import { $, button, element, icon, option } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Part } from '../../section.js';
import { fill } from '../../slider.js';
import { t } from '../../words.js';
import { GROUPS, NAMES } from './options.js';

const OPENS_FIRST = 'text';
/** Where the colour's field stands while the theme decides. */
const REST_COLOR = '#ffc857';

export class LookSettings extends Part {
  /** @type {Map<string, (value: any) => void>} how each option's value is drawn */
  #drawers = new Map();
  /** @type {(() => void)[]} what writes the words */
  #writers = [];

  connect() {
    super.connect();
    this.#writers = [];
    $('look-settings').replaceChildren(...Object.entries(GROUPS).map(([group, options]) => this.#group(group, options)));
  }

  /** @param {object} look whole */
  onChannel(look) {
    for (const [name, draw] of this.#drawers) draw(look[name]);
  }

  onWords() {
    for (const write of this.#writers) write();
  }

  #group(group, options) {
    const box = element('details', 'look-group');
    box.open = group === OPENS_FIRST;
    const title = element('summary');
    const word = element('span');
    title.append(icon('i-down'), word);
    this.#writers.push(() => (word.textContent = t(`panel.look.${group}`)));
    box.append(title, ...options.map((option) => this.#setting(option)));
    return box;
  }

  #setting(option) {
    const { name, kind } = option;
    const setting = element('div', 'setting');
    const label = element('label');
    label.htmlFor = `look-${name}`;
    this.#writers.push(() => (label.textContent = t(`panel.look.${name}`)));
    const make = { pick: this.#pick, switch: this.#switch, number: this.#number, slider: this.#slider, color: this.#color }[kind];
    const { nodes, draw } = make.call(this, option);
    setting.append(label, ...nodes);
    this.#drawers.set(name, draw);
    return setting;
  }

  #pick({ name, values }) {
    const select = named(element('select', 'field'), name);
    for (const value of values) {
      const entry = option(value);
      this.#writers.push(() => (entry.textContent = t(`panel.look.${name}.${value}`)));
      select.append(entry);
    }
    this.listen(select, 'change', () => keep(name, select.value));
    return { nodes: [select], draw: (value) => (select.value = value) };
  }

  #switch({ name }) {
    const input = named(element('input'), name);
    input.type = 'checkbox';
    input.setAttribute('role', 'switch');
    this.listen(input, 'change', () => keep(name, input.checked));
    const frame = element('span', 'switch');
    frame.append(input, element('i'));
    return { nodes: [frame], draw: (value) => (input.checked = value) };
  }

  #number({ name, min, max }) {
    const input = named(element('input', 'field'), name);
    Object.assign(input, { type: 'number', min, max, step: 1 });
    this.listen(input, 'change', () => input.reportValidity() && keep(name, Number(input.value)));
    return { nodes: [input], draw: (value) => document.activeElement !== input && (input.value = value) };
  }

  #slider({ name, min, max, step, rest, unit }) {
    const input = named(element('input', 'slide'), name);
    Object.assign(input, { type: 'range', min, max, step });
    const output = element('output');
    output.htmlFor.add(input.id);
    const reset = this.#reset(name);
    let shown = null;
    const say = () => {
      output.textContent = shown === null ? '' : said(shown, unit);
      fill(input, shown === null);
      input.setAttribute('aria-valuetext', output.textContent || t('panel.look.theme-own'));
    };
    this.listen(input, 'input', () => {
      shown = Number(input.value);
      say();
      this.#tryOut(name, shown);
    });
    this.listen(input, 'change', () => keep(name, Number(input.value)));
    this.#writers.push(say);
    const draw = (value) => {
      shown = value;
      input.value = value ?? rest;
      reset.disabled = value === null;
      say();
    };
    return { nodes: [reset, output, input], draw };
  }

  #color({ name }) {
    const input = named(element('input', 'swatch'), name);
    input.type = 'color';
    const output = element('output');
    const reset = this.#reset(name);
    let shown = null;
    const say = () => (output.textContent = t(shown === null ? 'panel.look.nameColor.own' : 'panel.look.nameColor.one'));
    this.listen(input, 'input', () => this.#tryOut(name, input.value));
    this.listen(input, 'change', () => keep(name, input.value));
    this.#writers.push(say);
    const draw = (value) => {
      shown = value;
      input.value = value ?? REST_COLOR;
      reset.disabled = value === null;
      say();
    };
    return { nodes: [reset, output, input], draw };
  }

  /** Gives the decision back to the theme. */
  #reset(name) {
    const reset = button('reset', '×');
    this.#writers.push(() => reset.setAttribute('aria-label', t('panel.look.reset', { name: t(`panel.look.${name}`) })));
    return this.whenPressed(reset, () => keep(name, null));
  }

  /** Show a value in the preview alone, while a slider is on its way. */
  #tryOut(name, value) {
    const now = channel.current();
    const look = Object.fromEntries(NAMES.map((option) => [option, now[option]]));
    this.panel.section('preview').tryOut({ ...look, [name]: value });
  }
}

const keep = (name, value) => channel.change({ [name]: value });

function named(control, name) {
  control.id = `look-${name}`;
  control.dataset.lock = '';
  return control;
}

function said(value, unit) {
  if (unit === '%') return t('panel.look.percent', { count: Math.round(value * 100) });
  return unit === 'px' ? t('panel.look.px', { count: value }) : t('panel.look.times-text', { count: value });
}
