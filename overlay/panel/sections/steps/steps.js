/** The first steps: your game, your name, into OBS. Each ticks itself off when the server sees it; then they are gone for good. */

import * as channel from '../../channel.js';
import { $ } from '../../../common/dom.js';
import { goTo } from '../../layout.js';
import { press } from '../moments/moments.js';
import { onWords, t } from '../../words.js';

const STORED = 'seatfiller_steps';
const GONE = 'gone';
const IN_OBS = 'obs';
/** The moment that shows a beginner what a press does. */
const FIRST_MOMENT = 'laugh';
const STEPS = [
  ['game', () => goTo('games', 'q')],
  ['name', () => goTo('you', 'name')],
  ['obs', () => goTo('link', 'link-copy')],
];

let status = null;
/** Whether somebody saw a step that wasn't done: then the end is worth a word. */
let begun = false;

export function startSteps() {
  for (const [name, go] of STEPS) $(`step-${name}`).onclick = go;
  $('steps-close').onclick = leave;
  $('steps-test').onclick = () => {
    press(FIRST_MOMENT);
    leave();
  };
  channel.onChannel(draw);
  onWords(draw);
}

/** @param {{overlays: number, readers: number}} next the room's status */
export function showSteps(next) {
  status = next;
  draw();
}

function leave() {
  localStorage.setItem(STORED, GONE);
  draw();
}

function done(now) {
  if (status.overlays > status.readers) localStorage.setItem(STORED, IN_OBS);
  return {
    game: now.games.length > 0 || now.mode === 'chatting',
    name: now.streamer.name !== '',
    obs: localStorage.getItem(STORED) === IN_OBS, // OBS may be closed again before the other steps are done
  };
}

function draw() {
  const now = channel.current();
  if (!now || !status || localStorage.getItem(STORED) === GONE) return show(false);
  const is = done(now);
  const all = Object.values(is).every(Boolean);
  begun ||= !all;
  if (!begun) return leave();
  show(true);
  const next = STEPS.find(([name]) => !is[name])?.[0];
  $('steps-h').textContent = t(all ? 'panel.steps.ready' : 'panel.steps');
  for (const [name] of STEPS) drawStep(name, is[name], name === next);
  $('steps-do').hidden = !all;
  return undefined;
}

/** While the steps say what to do about OBS, no notice need say it too. */
function show(shown) {
  $('steps').hidden = !shown;
  document.body.classList.toggle('has-steps', shown);
}

function drawStep(name, isDone, isNext) {
  const step = $(`step-${name}`);
  step.classList.toggle('done', isDone);
  step.classList.toggle('next', isNext);
  step.querySelector('b').textContent = t(`panel.steps.${name}${isDone ? '.done' : ''}`);
  step.querySelector('small').textContent = isDone ? '' : t(`panel.steps.${name}.more`);
}
