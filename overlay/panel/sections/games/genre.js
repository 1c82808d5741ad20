/** Genre: of a game without a pack the panel asks once what kind it is, so that lines about chapters aren't said of football. */

import { $, button } from '../../../common/dom.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { dismissed } from '../../dismissed.js';
import { Part } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

const GENRES = ['story', 'versus', 'sport', 'sandbox', 'survival', 'puzzle'];

export class Genre extends Part {
  #unasked = dismissed('seatfiller_genre');

  connect() {
    super.connect();
    this.listen($('genre-skip'), 'click', () => {
      this.#unasked.add(channel.current().game);
      this.draw();
    });
  }

  draw() {
    const now = channel.current();
    const on = now?.games.find(({ name }) => name === now.game);
    const isAsked = on?.mode === 'game' && on.source !== 'pack' && !on.genre && !this.#unasked.has(on.name);
    $('genre').hidden = !isAsked;
    if (!isAsked) return;
    const title = t('panel.genre', { name: on.name });
    if ($('genre-title').textContent === title) return;
    $('genre-title').textContent = title;
    $('genre-chips').replaceChildren(...GENRES.map((genre) => this.#chip(on.name, genre)));
  }

  #chip(name, genre) {
    const chip = button('chip', t(`panel.genre.${genre}`));
    return this.whenPressed(chip, async () => {
      const done = t('panel.genre.done', { name, genre: chip.textContent });
      if (await tell(name, genre)) toast(done, { act: () => tell(name, null) });
    });
  }
}

/** @returns {Promise<boolean>} whether the server took it */
async function tell(name, genre) {
  try {
    channel.receive(await call('PATCH', `/api/games/${encodeURIComponent(name)}`, { genre }));
    return true;
  } catch (error) {
    toast(channel.wordsOf(error));
    return false;
  }
}
