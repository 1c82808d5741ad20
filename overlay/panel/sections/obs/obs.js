/** OBS itself: how the connection stands, the chat put into it with one press, and what else helps it along. */

import { $ } from '../../../common/dom.js';
import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { receiveConnection } from '../../obs-state.js';
import { Section } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

/** From so many pages on, the panel says that each of them costs. */
const MANY = 5;
const DOTS = { connected: 'good', connecting: 'warn', 'wrong-password': 'bad', old: 'bad' };

export class Obs extends Section {
  /** How it stands with OBS, and how often that was told. */
  #connection = null;
  #told = 0;
  #pages = 0;

  connect() {
    super.connect();
    this.listen($('obs-form'), 'submit', (event) => {
      event.preventDefault();
      this.#enter();
    });
    this.listen($('obs-add'), 'click', add);
    this.listen($('obs-forget'), 'click', () => this.#ask('DELETE'));
    const isDock = Boolean(window.obsstudio); // which can't download
    $('obs-loader').hidden = isDock;
    $('obs-no-loader').hidden = !isDock;
  }

  /** How it stands is asked once the stream is open; from then on it tells. */
  onConnection(isOpen) {
    if (isOpen) this.#ask('GET');
  }

  onObs(connection) {
    this.#told += 1;
    this.#connection = connection;
    this.#draw();
  }

  onStatus({ overlays }) {
    if (overlays === this.#pages) return;
    this.#pages = overlays;
    this.#draw();
  }

  onWords() {
    this.#draw();
  }

  #draw() {
    const many = this.#pages < MANY ? '' : t('panel.obs.many', { count: this.#pages });
    $('obs-many').hidden = !many;
    $('obs-many-title').textContent = many;
    $('obs-val').textContent = many;
    if (!this.#connection) return;
    const { state, version, url, enabled } = this.#connection;
    $('obs-dot').className = `dot ${DOTS[state] ?? ''}`;
    $('obs-state').textContent = t(`panel.obs.is.${state}`, { version });
    if (!many && state !== 'off') $('obs-val').textContent = $('obs-state').textContent;
    $('obs-more').textContent = t(`panel.obs.more.${enabled ? state : 'disabled'}`, { url });
    $('obs-form').hidden = !enabled || !['off', 'wrong-password'].includes(state);
    $('obs-acts').hidden = state === 'off';
    $('obs-add').hidden = !['connected', 'absent'].includes(state);
  }

  async #ask(method, body) {
    const before = this.#told;
    try {
      const answer = await call(method, '/api/obs/connection', body);
      if (this.#told === before) receiveConnection(answer); // what the stream told meanwhile is newer
      return true;
    } catch (error) {
      toast(wordsOf(error));
      return false;
    }
  }

  async #enter() {
    const field = $('obs-password');
    const typed = field.value;
    field.value = '';
    if (!(await this.#ask('PUT', { password: typed }))) field.value = typed;
  }
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
