/** Hide and show: the one button that must never lie. It says what is on its way, then what the server confirmed. */

import { call } from './api.js';
import * as channel from './channel.js';
import { $, icon } from '../common/dom.js';
import { isHiddenInObs, onObs } from './obs-state.js';
import { toast } from './toast.js';
import { onWords, t } from './words.js';

const PATIENCE_MS = 4_000;

/** What was asked for and not yet answered: `panic`, `show` or nothing. */
let asked = '';
let turn = 0;
let failed = false;

export function startHide() {
  $('panic').onclick = toggle;
  $('not-hidden-again').onclick = hide;
  channel.onChannel(() => {
    if (channel.isHidden()) failed = false; // the server says so itself, whatever became of the call
    draw();
  });
  onObs(draw);
  onWords(draw);
}

/** The button and its key: hide, or show what is hidden. */
export const toggle = () => (channel.isHidden() ? ask('show') : hide());

function hide() {
  return ask('panic');
}

async function ask(what) {
  const mine = ++turn;
  asked = what;
  draw();
  try {
    const answer = await call('POST', `/api/channel/${what}`, undefined, PATIENCE_MS);
    channel.confirmed(answer);
    if (!answer.saved) toast(t('panel.hide.unsaved'));
    if (mine === turn) failed = what === 'panic' && !answer.hidden;
  } catch (error) {
    if (mine !== turn) return;
    if (what === 'panic') failed = !channel.isHidden();
    else toast(channel.wordsOf(error));
  } finally {
    if (mine === turn) asked = '';
    draw();
  }
}

function draw() {
  if (!channel.current()) return;
  const hidden = channel.isHidden();
  const button = $('panic');
  const word = { panic: 'panel.hide.hiding', show: 'panel.hide.showing' }[asked] ?? (hidden ? 'panel.hide.show' : 'panel.panic');
  button.children[1].textContent = t(word);
  button.replaceChild(icon(hidden ? 'i-show' : 'i-hide'), button.firstElementChild);
  button.classList.toggle('lit', hidden);
  button.setAttribute('aria-busy', Boolean(asked));
  button.title = t('panel.hide.title', { what: t(hidden ? 'panel.hide.show.hint' : 'panel.panic.hint'), key: 'P' });
  $('not-hidden').hidden = !failed;
  // OBS heard of it by another road, so the server did too: only its answer got lost.
  const card = isHiddenInObs() ? 'panel.hide.only-obs' : 'panel.hide.failed';
  $('not-hidden-title').textContent = t(`${card}.title`);
  $('not-hidden-text').textContent = t(`${card}.text`);
}
