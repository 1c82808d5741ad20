/** Writing: who writes the phrases, the lines as they arrive, who rests and until when; and what is going on. */

import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { $, element } from '../../../common/dom.js';
import { put, savesItself } from '../../saved.js';
import { onWords, t } from '../../words.js';
import { startAccounts } from './accounts.js';
import { clock, goesOn, isWorthSaying } from './resting.js';

const SHOWN_LINES = 3;

let source = null;
let isOwner = false;
const lines = [];

/** @param {string} scope of the panel: an owner may give keys */
export function startWriting(scope) {
  savesItself($('situation'), (situation) => channel.change({ situation }));
  savesItself($('blocked'), block);
  $('family-friendly').onchange = () => channel.change({ familyFriendly: $('family-friendly').checked });
  channel.onChannel(drawSettings);
  onWords(draw);
  isOwner = scope === 'owner';
  startAccounts(scope);
}

/** @param {object} status the room's */
export function showWriting(status) {
  source = status.source;
  draw();
}

/** A line that was just written. */
export function written({ text }) {
  lines.unshift(text);
  lines.length = Math.min(lines.length, SHOWN_LINES);
  drawLines();
}

function block(typed) {
  const words = typed.split(',').map((word) => word.trim()).filter(Boolean);
  return channel.change({ blockedWords: words });
}

function drawSettings(now) {
  put($('situation'), now.situation);
  put($('blocked'), now.blockedWords.join(', '));
  $('family-friendly').checked = now.familyFriendly;
}

function draw() {
  if (!source) return;
  $('writing-who').textContent = who();
  $('writing-val').textContent = value();
  drawLines();
  drawResting();
}

function who() {
  const count = source.written ?? 0;
  if (source.state === 'writing') return t('panel.writing.writes', { name: source.provider, count });
  if (source.state === 'cooling') return t('panel.writing.cooling', { time: clock(source.until) });
  if (source.state === 'spent') return t('panel.writing.spent', { time: clock(source.until) });
  if (source.kind === 'written') return t('panel.writing.wrote', { count });
  return t(source.state === 'off' ? 'panel.writing.off' : 'panel.writing.ready');
}

const value = () => (source.kind === 'written' ? t('panel.lines', { count: source.written }) : t(source.state === 'off' ? 'panel.writing.packs' : 'panel.writing.on'));

function drawLines() {
  const list = $('writing-lines');
  list.textContent = '';
  if (source?.state !== 'off') list.append(...lines.map((text) => element('li', '', text)));
}

function drawResting() {
  if (source.state === 'spent') return notice(t('panel.spent.title', { time: clock(source.until) }), spent());
  const resting = (source.cooling ?? []).find(isWorthSaying);
  if (!resting) return notice();
  const title = t('panel.resting.title', { name: resting.title, time: clock(resting.until) });
  return notice(title, `${t(`panel.resting.${resting.trouble}`)} ${goesOn(source)}`);
}

function notice(title = '', text = '') {
  $('resting').hidden = !title;
  $('resting-title').textContent = title;
  $('resting-text').textContent = text;
}

/** The channel's own allowance is used up. Who owns the server reads where it is set. */
const spent = () => [t('panel.spent.text'), isOwner && t('panel.spent.where')].filter(Boolean).join(' ');

/** Ask for a game's lines first: a new one may be none, and a model that writes needs a moment. */
export function prepare(name, mode, more = {}) {
  return call('POST', '/api/generate-phrases', { gameName: name, mode, ...more });
}
