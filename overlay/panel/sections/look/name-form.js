/** A line to type a name on: in the page, since OBS's docks open no dialogs. */

import { element } from '../../../common/dom.js';
import { Part } from '../../section.js';
import { t } from '../../words.js';

const LONGEST = 30;

export class NameForm extends Part {
  node = element('form', 'row');
  #field = element('input', 'field');
  #use = element('button', 'btn small');
  #then = () => {};

  constructor(section) {
    super(section);
    Object.assign(this.#field, { maxLength: LONGEST, required: true, autocomplete: 'off' });
    this.node.hidden = true;
    this.node.append(this.#field, this.#use);
  }

  connect() {
    super.connect();
    this.listen(this.#field, 'keydown', ({ key }) => {
      if (key === 'Escape') this.node.hidden = true;
    });
    this.listen(this.node, 'submit', (event) => {
      event.preventDefault();
      this.node.hidden = true;
      this.#then(this.#field.value.trim());
    });
  }

  onWords() {
    this.#field.placeholder = t('panel.looks.name');
    this.#field.setAttribute('aria-label', t('panel.looks.name'));
  }

  /** @param {string} label of the button @param {string} value to begin with @param {(name: string) => void} then */
  ask(label, value, then) {
    this.#use.textContent = label;
    this.#field.value = value;
    this.#then = then;
    this.node.hidden = false;
    this.#field.select();
  }
}
