/** People of the streamer's own: a row for each, with a name, a character and lines. */

import { $ } from '../../../common/dom.js';
import { Part } from '../../section.js';
import { t } from '../../words.js';

const FIELDS = ['name', 'character', 'lines'];
const NOBODY = { name: '', character: '', lines: [] };

export class People extends Part {
  #whenRemoved;

  /** @param {() => void} whenRemoved */
  constructor(section, whenRemoved) {
    super(section);
    this.#whenRemoved = whenRemoved;
  }

  connect() {
    super.connect();
    this.listen($('mine-person'), 'click', () => this.#add(NOBODY).querySelector('input').focus());
  }

  show(people) {
    $('mine-people').replaceChildren();
    for (const person of people) this.#add(person);
  }

  /** @returns {{name: string, character: string, lines: string[]}[]} those with a name */
  typed() {
    const typed = [...$('mine-people').children].map((row) => {
      const [name, character, lines] = FIELDS.map((field) => partOf(row, field).value);
      return { name: name.trim(), character: character.trim(), lines: lines.split('\n').map((line) => line.trim()).filter(Boolean) };
    });
    return typed.filter(({ name }) => name);
  }

  #add(person) {
    const row = $('mine-row').content.firstElementChild.cloneNode(true);
    for (const field of FIELDS) {
      const input = partOf(row, field);
      input.value = field === 'lines' ? person.lines.join('\n') : person[field];
      input.placeholder = t(`panel.mine.person.${field}`);
      input.setAttribute('aria-label', t(`panel.mine.person.${field}`));
    }
    const remove = partOf(row, 'remove');
    remove.setAttribute('aria-label', t('panel.mine.person.remove', { name: person.name }));
    this.whenPressed(remove, () => {
      row.remove();
      this.#whenRemoved();
    });
    $('mine-people').append(row);
    return row;
  }
}

const partOf = (row, name) => row.querySelector(`[data-part=${name}]`);
