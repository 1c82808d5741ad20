/** Rehearsal: scripts to play, hold and stop. Between the server's words the bar moves by our own clock. */

import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { $, element, icon } from '../../../common/dom.js';
import { shown } from '../moments/moments.js';
import { showScript } from '../now/now.js';
import { toast } from '../../toast.js';
import { language, onWords, t } from '../../words.js';

const TICK_MS = 1_000;
let scripts = [];
let on = null;
let heardAt = 0;
let timer = 0;

export async function startRehearsal() {
  $('script-hold').onclick = () => act(on.playing ? 'pause' : 'resume');
  $('script-stop').onclick = () => act('stop');
  onWords(draw);
  try {
    arrived(await call('GET', '/api/scripts'));
  } catch (error) {
    toast(wordsOf(error));
  }
}

/** @param {object} state what is on, or {} */
export function scriptIs(state) {
  on = state.key ? state : null;
  heardAt = performance.now();
  draw();
}

function arrived(answer) {
  scripts = answer.scripts;
  scriptIs(answer.on ?? {});
}

const play = (key) => send(`/api/scripts/${encodeURIComponent(key)}/play`);
const act = (what) => send(`/api/script/${what}`);

async function send(path) {
  try {
    arrived(await call('POST', path));
  } catch (error) {
    toast(wordsOf(error));
  }
}

function draw() {
  clearInterval(timer);
  const list = $('scripts');
  list.textContent = '';
  for (const script of scripts) list.append(ticket(script));
  $('script-on').hidden = !on;
  showScript(on?.playing ? title(on.key) : '');
  $('rehearsal-val').textContent = on ? title(on.key) : '';
  if (!on) return;
  $('script-title').textContent = title(on.key);
  const hold = $('script-hold');
  hold.replaceChild(icon(on.playing ? 'i-pause' : 'i-play'), hold.firstElementChild);
  hold.lastElementChild.textContent = t(on.playing ? 'panel.pause' : 'panel.resume');
  tick();
  if (on.playing) timer = setInterval(tick, TICK_MS);
}

function tick() {
  const second = Math.min(on.lasts, on.second + (on.playing ? (performance.now() - heardAt) / 1000 : 0));
  $('script-time').textContent = t('panel.rehearsal.left', { left: clock(on.lasts - second) });
  $('script-next').textContent = on.then ? t('panel.rehearsal.next', { in: clock(Math.max(0, on.next - second)), what: said(on.then) }) : '';
  $('script-bar').style.transform = `scaleX(${(second / on.lasts).toFixed(3)})`;
}

/** What a cue does, in a few words. */
function said({ moment, viewers, silence }) {
  if (moment) return shown().find(({ type }) => type === moment)?.label ?? moment;
  if (silence) return t('panel.rehearsal.then.silence');
  return viewers ? t('panel.rehearsal.then.viewers', { count: viewers }) : t('panel.rehearsal.then.pace');
}

function ticket(script) {
  const node = element('li', `ticket plain${on?.key === script.key ? ' on' : ''}`);
  const choice = element('button', 'pick');
  choice.type = 'button';
  choice.append(icon('i-play'), element('b', '', title(script.key)), element('small', '', t('panel.rehearsal.minutes', { count: Math.round(script.lasts / 60) })));
  choice.onclick = () => play(script.key);
  node.append(choice);
  return node;
}

const title = (key) => scripts.find((script) => script.key === key)?.title[language()] ?? key;
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
