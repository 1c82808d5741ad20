/** The first steps: your game, your name, into OBS. Each is ticked when the server sees it done; once all are, they are never shown again. */

import { $ } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { Section } from '../../section.js';
import { t } from '../../words.js';

const STORED = 'seatfiller_steps';
const GONE = 'gone';
const IN_OBS = 'obs';
/** The moment that shows a beginner what a press does. */
const FIRST_MOMENT = 'laugh';
/** Each step, and where it is done: the section and its field. */
const STEPS = { game: ['games', 'q'], name: ['you', 'name'], obs: ['link', 'link-copy'] };

export class Steps extends Section {
  /** Whether a step that wasn't done was shown: then the last one is announced. */
  #hasBegun = false;

  connect() {
    super.connect();
    for (const [step, place] of Object.entries(STEPS)) this.listen($(`step-${step}`), 'click', () => this.panel.layout.goTo(...place));
    this.listen($('steps-close'), 'click', () => this.#leave());
    this.listen($('steps-test'), 'click', () => {
      this.panel.section('moments').press(FIRST_MOMENT);
      this.#leave();
    });
  }

  onStatus() {
    this.draw();
  }

  #leave() {
    localStorage.setItem(STORED, GONE);
    this.draw();
  }

  /** @returns {Record<string, boolean>} which steps are done */
  #done(now) {
    const { overlays, readers } = this.panel.status;
    if (overlays > readers) localStorage.setItem(STORED, IN_OBS);
    return {
      game: now.games.length > 0 || now.mode === 'chatting',
      name: now.streamer.name !== '',
      obs: localStorage.getItem(STORED) === IN_OBS, // OBS may be closed again before the other steps are done
    };
  }

  draw() {
    const now = channel.current();
    if (!now || !this.panel.status || localStorage.getItem(STORED) === GONE) return show(false);
    const done = this.#done(now);
    const areAll = Object.values(done).every(Boolean);
    this.#hasBegun ||= !areAll;
    if (!this.#hasBegun) return this.#leave();
    const next = Object.keys(STEPS).find((step) => !done[step]);
    $('steps-h').textContent = t(areAll ? 'panel.steps.ready' : 'panel.steps');
    for (const step of Object.keys(STEPS)) drawStep(step, done[step], step === next);
    $('steps-do').hidden = !areAll;
    return show(true);
  }
}

/** While the steps say what to do about OBS, no notice need say it too. */
function show(isShown) {
  $('steps').hidden = !isShown;
  document.body.classList.toggle('has-steps', isShown);
}

function drawStep(name, isDone, isNext) {
  const step = $(`step-${name}`);
  step.classList.toggle('done', isDone);
  step.classList.toggle('next', isNext);
  step.querySelector('b').textContent = t(`panel.steps.${name}${isDone ? '.done' : ''}`);
  step.querySelector('small').textContent = isDone ? '' : t(`panel.steps.${name}.more`);
}
