/** Sets: the switches for 7TV, BTTV and FrankerFaceZ, and the Twitch id by which their sets of a channel are found. */

import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { $ } from '../../../common/dom.js';
import { put, savesItself, sayThatSaved } from '../../saved.js';
import { toast } from '../../toast.js';

const switches = () => document.querySelectorAll('[data-set]');

/** @param {(answer: object) => void} then */
export function startSets(then) {
  const send = async (wanted) => {
    try {
      then(await call('PUT', '/api/emotes/sets', wanted));
      return true;
    } catch (error) {
      toast(wordsOf(error));
      return false;
    }
  };
  for (const input of switches()) {
    input.onchange = async () => {
      if (await send({ [input.dataset.set]: input.checked })) sayThatSaved($('emotes'));
      else input.checked = !input.checked;
    };
  }
  savesItself($('set-id'), (typed) => send({ twitchId: typed.trim() }));
}

/** @param {{seventv: boolean, bttv: boolean, ffz: boolean, twitchId: string}} wanted */
export function drawSets(wanted) {
  for (const input of switches()) input.checked = Boolean(wanted[input.dataset.set]);
  put($('set-id'), wanted.twitchId ?? '');
}
