/** Genre: a game without a pack is asked about once, what kind it is, so that nobody asks a football game for its last chapter. */

import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { dismissed } from '../../dismissed.js';
import { $, element } from '../../../common/dom.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';

const GENRES = ['story', 'versus', 'sport', 'sandbox', 'survival', 'puzzle'];
const unasked = dismissed('seatfiller_genre');

export function startGenre() {
  $('genre-skip').onclick = () => {
    unasked.add(channel.current().game);
    draw();
  };
  channel.onChannel(draw);
  onWords(draw);
}

function draw() {
  const now = channel.current();
  const on = now?.games.find(({ name }) => name === now.game);
  const shown = on?.mode === 'game' && on.source !== 'pack' && !on.genre && !unasked.has(on.name);
  $('genre').hidden = !shown;
  if (!shown) return;
  const title = t('panel.genre', { name: on.name });
  if ($('genre-title').textContent === title) return;
  $('genre-title').textContent = title;
  $('genre-chips').replaceChildren(...GENRES.map((genre) => chip(on.name, genre)));
}

function chip(name, genre) {
  const button = element('button', 'chip', t(`panel.genre.${genre}`));
  button.type = 'button';
  button.onclick = async () => {
    const done = t('panel.genre.done', { name, genre: button.textContent });
    if (await tell(name, genre)) toast(done, { act: () => tell(name, null) });
  };
  return button;
}

/** @returns {Promise<boolean>} whether the server took it */
async function tell(name, genre) {
  try {
    channel.arrived(await call('PATCH', `/api/games/${encodeURIComponent(name)}`, { genre }));
    return true;
  } catch (error) {
    toast(channel.wordsOf(error));
    return false;
  }
}
