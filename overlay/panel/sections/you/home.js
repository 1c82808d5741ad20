/** Home: where most of the chat is from. */

import { $, option } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Part } from '../../section.js';
import { t } from '../../words.js';

const OURS = ['america', 'britain', 'australia', 'mexico', 'argentina', 'chile', 'colombia', 'peru', 'spain'];

export class Home extends Part {
  connect() {
    super.connect();
    this.listen($('home'), 'change', () => channel.change({ home: $('home').value || null }));
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    drawList(now.homes);
    // Regions belong to a language: one of another language isn't offered.
    $('home').value = now.homes.includes(now.home) ? now.home : '';
  }
}

/** An open list isn't touched while it is the same. */
function drawList(homes) {
  const names = homes.map((home) => ({ home, name: nameOf(home) })).sort((one, other) => one.name.localeCompare(other.name));
  const next = [option('', t('panel.home.everywhere')), ...names.map(({ home, name }) => option(home, name))];
  if (next.map(textOf).join() !== [...$('home').options].map(textOf).join()) $('home').replaceChildren(...next);
}

const textOf = ({ value, textContent }) => `${value} ${textContent}`;

/** A region of the streamer's own has the name that its file gives it. */
const nameOf = (home) => (OURS.includes(home) ? t(`panel.home.${home}`) : home);
