/** Now: the seats, the game, the state, and the two buttons that matter. */

import { ORDER, SEATS, seats as rows } from '../../../common/seats.js';
import * as channel from '../../channel.js';
import { $, icon } from '../../../common/dom.js';
import { isHiddenInObs, onObs } from '../../obs-state.js';
import { stateOf } from '../../state.js';
import { onWords, t } from '../../words.js';

const SPEAKS_MS = 1_400;

let status = null;
let online = true;
let tries = 0;
/** The title of the script that plays. */
let script = '';
const seats = [];
const speakers = new Map();

export function startNow() {
  seats.push(...rows());
  $('house').append(...seats);
  $('play').onclick = () => channel.play(!channel.current()?.playing);
  $('clear').onclick = () => channel.clear();
  channel.onChannel(draw);
  onObs(draw);
  onWords(draw);
}

/** @param {object} next the room's status */
export function showStatus(next) {
  status = next;
  draw();
}

/** @param {string} title of the script that plays; empty when none does */
export function showScript(title) {
  script = title;
  draw();
}

export function showConnection(open, failed) {
  online = open;
  tries = failed;
  document.body.classList.toggle('is-gone', !open);
  for (const control of document.querySelectorAll('[data-lock], .ticket button, .moment, .chip')) control.disabled = !open;
  draw();
}

/** Somebody speaks: their seat pales for a moment. */
export function speak(name) {
  if (!speakers.has(name)) speakers.set(name, speakers.size);
  const lit = filled();
  if (!lit) return;
  const node = seats[ORDER[speakers.get(name) % lit]];
  node.classList.add('says');
  setTimeout(() => node.classList.remove('says'), SPEAKS_MS);
}

const filled = () => Math.min(SEATS, status?.viewers ?? 0);

export const state = () => stateOf(online, status?.state, channel.isHidden());

/** How many watch; who came with a raid is told apart, until they have left again. */
function watching(now) {
  const count = status?.viewers ?? now.crowd;
  const raiders = status?.raiders ?? 0;
  return raiders ? t('panel.viewers.raid', { count: count - raiders, raiders }) : t('panel.viewers', { count });
}

function draw() {
  const now = channel.current();
  if (!now) return;
  const is = state();
  const chosen = now.game ?? (now.mode === 'chatting' ? t('panel.chatting') : '');
  $('now-h').textContent = chosen || t('panel.empty.title');
  $('now-h').title = chosen;
  const fading = is === 'playing' && typeof status?.fadeLeftS === 'number';
  $('state').textContent = t(fading ? 'panel.state.fading' : `panel.state.${is}`);
  $('dot').className = `dot ${{ playing: 'good', gone: 'bad' }[is] ?? ''}`;
  $('now-h').closest('.now').classList.toggle('hides', is === 'hidden');
  const facts = [watching(now), t('panel.overlays', { count: status?.overlays ?? 0 })];
  if (script) facts.unshift(t('panel.now.script', { title: script }));
  if (fading) facts.unshift(t('panel.now.fade', { count: Math.ceil(status.fadeLeftS / 60) }));
  if (is === 'hidden') facts.splice(0, facts.length, t(`panel.hidden.${now.curtain}`, { scene: now.scene ?? '' }));
  if (is === 'hidden' && isHiddenInObs()) facts.push(t('panel.hidden.in-obs'));
  if (status?.slowMode) facts.push(t('panel.slow'));
  $('state-more').textContent = is === 'gone' ? '' : !chosen && is !== 'paused' && is !== 'hidden' && !fading && !script ? t('panel.empty.text') : facts.join(' · ');
  $('nobody').hidden = is !== 'asleep';
  $('gone').hidden = is !== 'gone';
  $('gone-text').textContent = t('panel.gone.text', { count: tries });
  document.body.classList.toggle('empty', !now.games.length);
  document.body.classList.toggle('paused', is === 'paused');
  document.body.classList.toggle('dark', ['gone', 'asleep', 'hidden'].includes(is));
  const button = $('play');
  button.classList.toggle('lit', !now.playing);
  button.replaceChild(icon(now.playing ? 'i-pause' : 'i-play'), button.firstElementChild);
  button.children[1].textContent = t(now.playing ? 'panel.pause' : 'panel.resume');
  const lit = filled();
  ORDER.forEach((place, rank) => seats[place].classList.toggle('in', rank < lit));
}
