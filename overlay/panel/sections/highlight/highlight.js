/** Highlight: the last messages, each a button that shows it large and apart; so does a click in the preview. */

import { textOf } from '../../../chat/message.js';
import { loadEmotes } from '../../../emotes/emotes.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { $, element } from '../../../common/dom.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';

const SHOWN = 8;
/** On a touch screen what was pressed stays hovered until the next press. */
const points = matchMedia('(hover: hover)');

/** @type {object[]} newest first */
let said = [];
let lit = null;
let timer = 0;

export function startHighlight() {
  const list = $('said');
  // Under a pointer or a focus nothing moves: what one aims at stays where it is.
  for (const event of ['pointerleave', 'focusout']) list.addEventListener(event, () => setTimeout(draw));
  addEventListener('message', ({ origin, data }) => {
    if (origin === location.origin && data?.picked) pick(data.picked);
  });
  $('said-off').onclick = () => pick(null);
  channel.onChannel(({ emotes }) => loadEmotes(emotes ?? '', {}, { redraw: draw }));
  onWords(draw);
}

/** A message came. */
export function heard(message) {
  said = [message, ...said].slice(0, SHOWN);
  draw();
}

/** What every highlight page shows now, whoever picked it. */
export function lighten({ message, lastsMs }) {
  clearTimeout(timer);
  lit = message?.id ?? null;
  if (lit) timer = setTimeout(() => lighten({ message: null }), lastsMs);
  $('said-off').disabled = !lit;
  for (const button of $('said').querySelectorAll('button')) button.setAttribute('aria-pressed', button.dataset.id === lit);
}

async function pick(id) {
  try {
    await call('POST', '/api/highlight', { id });
  } catch (error) {
    toast(channel.wordsOf(error));
  }
}

function draw() {
  const list = $('said');
  if (isAimedAt(list) && list.firstChild) return;
  list.replaceChildren(...said.map(row));
  $('said-none').hidden = said.length > 0;
  list.setAttribute('aria-label', t('panel.said'));
}

/** A button that was clicked keeps the focus, but nobody aims with it. */
const isAimedAt = (list) => (points.matches && list.matches(':hover')) || Boolean(list.querySelector(':focus-visible'));

function row(message) {
  const item = element('li');
  const button = element('button');
  button.type = 'button';
  button.dataset.id = message.id;
  button.dataset.lock = '';
  button.setAttribute('aria-pressed', message.id === lit);
  button.title = t('panel.said.show');
  button.append(element('b', '', message.username), ' ', textOf(message.content, () => false));
  button.onclick = () => pick(message.id === lit ? null : message.id);
  item.append(button);
  return item;
}
