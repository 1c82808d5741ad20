/** OBS itself: how the connection stands, the chat put into it with one press, and what else helps it along. */

import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { $ } from '../../../common/dom.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';
import { know, obsConnection } from '../../obs-state.js';

/** From so many pages on, the panel says that each of them costs. */
const MANY = 5;
const DOTS = { connected: 'good', connecting: 'warn', 'wrong-password': 'bad', old: 'bad' };

let told = 0;
let pages = 0;

export function startObs() {
  $('obs-form').onsubmit = (event) => {
    event.preventDefault();
    connect();
  };
  $('obs-add').onclick = add;
  $('obs-forget').onclick = () => ask('DELETE', '/api/obs/connection');
  const inDock = Boolean(window.obsstudio); // which can't download
  $('obs-loader').hidden = inDock;
  $('obs-no-loader').hidden = !inDock;
  onWords(draw);
}

/** Ask how it stands: once the stream is open; from then on it tells. */
export const loadObs = () => ask('GET', '/api/obs/connection');

/** @param {{state: string, version: string | null, hidden: boolean, enabled: boolean, url: string}} next */
export function showObs(next) {
  told += 1;
  know(next);
  draw();
}

/** @param {{overlays: number}} status */
export function countPages(status) {
  if (status.overlays === pages) return;
  pages = status.overlays;
  draw();
}

function draw() {
  const many = pages < MANY ? '' : t('panel.obs.many', { count: pages });
  $('obs-many').hidden = !many;
  $('obs-many-title').textContent = many;
  $('obs-val').textContent = many;
  const connection = obsConnection();
  if (!connection) return;
  const { state, version, url, enabled } = connection;
  $('obs-dot').className = `dot ${DOTS[state] ?? ''}`;
  $('obs-state').textContent = t(`panel.obs.is.${state}`, { version });
  if (!many && state !== 'off') $('obs-val').textContent = $('obs-state').textContent;
  $('obs-more').textContent = t(`panel.obs.more.${enabled ? state : 'disabled'}`, { url });
  $('obs-form').hidden = !enabled || !['off', 'wrong-password'].includes(state);
  $('obs-acts').hidden = state === 'off';
  $('obs-add').hidden = !['connected', 'absent'].includes(state);
}

async function ask(method, path, body) {
  const before = told;
  try {
    const answer = await call(method, path, body);
    if (told === before) showObs(answer); // what the stream told meanwhile is newer
    return true;
  } catch (error) {
    toast(wordsOf(error));
    return false;
  }
}

async function connect() {
  const field = $('obs-password');
  const typed = field.value;
  field.value = '';
  if (!(await ask('PUT', '/api/obs/connection', { password: typed }))) field.value = typed;
}

async function add() {
  const button = $('obs-add');
  button.disabled = true;
  try {
    const { result, name, scene } = await call('POST', '/api/obs/source');
    toast(t(`panel.obs.${result}`, { name, scene }));
  } catch (error) {
    toast(wordsOf(error));
  } finally {
    button.disabled = false;
  }
}
