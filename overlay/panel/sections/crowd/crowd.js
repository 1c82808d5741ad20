/** Pace, viewers, and whom the chat talks to. */

import * as channel from '../../channel.js';
import { $, choose, pageData, onChoice } from '../../../common/dom.js';
import { put, savesItself } from '../../saved.js';
import { onWords, t } from '../../words.js';

const PACES_S = pageData().paces;
const CROWDS = [3, 15, 110, 400, 2000];
/** From so many messages on, what is counted says more than what was asked for. */
const COUNTED = 8;

let status = null;

export function startCrowd() {
  onChoice('pace', (pace) => pace !== 'own' && channel.change({ pace }));
  onChoice('crowd', (crowd) => channel.change({ crowd: Number(crowd) }));
  onChoice('address', (address) => channel.change({ streamer: { address } }));
  savesItself($('name'), (name) => channel.change({ streamer: { name: name.trim() } }));
  $('custom-form').addEventListener('submit', (event) => {
    event.preventDefault();
    usePace();
  });
  for (const field of paceFields()) field.addEventListener('input', checkPace);
  channel.onChannel(draw);
  onWords(() => channel.current() && draw(channel.current()));
}

/** @param {object} next the room's status: how many messages a minute there really are */
export function showRate(next) {
  status = next;
  drawPace();
}

const paceFields = () => [$('pace-min'), $('pace-max')];

function usePace() {
  if (!checkPace()) return;
  const [min, max] = paceFields().map((field) => Number(field.value));
  channel.change({ pace: { min, max } });
}

/** What is wrong with the two fields stands beneath them, while it is. @returns {boolean} whether nothing is */
function checkPace() {
  const [first, last] = paceFields();
  const bad = paceFields().filter((field) => field.value === '' || !field.validity.valid);
  const crossed = !bad.length && Number(first.value) > Number(last.value);
  for (const field of paceFields()) field.toggleAttribute('aria-invalid', crossed || bad.includes(field));
  $('pace-error').textContent = bad.length ? t('panel.custom.range') : crossed ? t('panel.custom.crossed') : '';
  $('pace-error').hidden = !bad.length && !crossed;
  return !bad.length && !crossed;
}

function draw(now) {
  const custom = typeof now.pace === 'object';
  const own = custom || now.pace === 'life';
  $('pace-own').hidden = !own;
  $('pace-own-is').textContent = t(custom ? 'panel.pace.own' : 'panel.pace.life');
  choose('pace', own ? 'own' : now.pace);
  choose('crowd', now.crowd);
  choose('address', now.streamer.address);
  drawPace();
  $('crowd-more').textContent = t(`panel.crowd.${CROWDS.includes(now.crowd) ? `is-${now.crowd}` : 'other'}`, { count: now.crowd });
  $('custom-pace-val').textContent = custom ? t('panel.custom.is', { min: now.pace.min, max: now.pace.max }) : '';
  if (document.activeElement?.closest('#custom-form') === null && $('pace-error').hidden) {
    $('pace-min').value = custom ? now.pace.min : 3;
    $('pace-max').value = custom ? now.pace.max : 9;
  }
  put($('name'), now.streamer.name);
  $('you-val').textContent = now.streamer.name;
}

/** How often somebody writes: counted as soon as there is something to count, else as it was asked for. */
function drawPace() {
  const now = channel.current();
  if (!now) return;
  const counted = status?.state === 'playing' && status.messages >= COUNTED;
  const asked = typeof now.pace === 'object' ? (now.pace.min + now.pace.max) / 2 : PACES_S[now.pace];
  $('pace-more').textContent = counted ? t('panel.pace.counted', { count: Math.round(status.perMinute) }) : asked ? t('panel.pace.every', { count: asked }) : '';
}
