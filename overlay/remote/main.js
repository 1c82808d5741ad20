/** The remote: the few buttons that one hand needs on a phone, and the state of the show. It acts as the panel does. */

import { Stream } from '../common/stream.js';
import { call } from '../panel/api.js';
import * as channel from '../panel/channel.js';
import { $, icon, pageData } from '../common/dom.js';
import { HideButton } from '../panel/hide-button.js';
import { isHiddenInObs, onObs, receiveConnection } from '../panel/obs-state.js';
import { stateOf } from '../panel/state.js';
import { onWords, switchLanguage, t } from '../panel/words.js';
import { stayAwake } from './awake.js';
import { onMoment, offer, running, startMoments } from './moments.js';
import { onePress } from './press.js';

const page = pageData();
let status = null;
let online = false;
let tries = 0;

// The link has become a cookie; it must not stay where a shared screen shows it.
if (new URLSearchParams(location.search).has('token')) history.replaceState(null, '', location.pathname);
if (page.scope) start();

function start() {
  $('language').onclick = () => switchLanguage();
  startMoments(page.moments, state, draw);
  // Hiding is never held back, but the second tap of a double one must not show again what the first one hid.
  onePress($('panic'), () => channel.isHidden());
  const hideButton = new HideButton(document.body);
  hideButton.connect();
  onePress($('play'));
  $('play').onclick = () => channel.play(!channel.current()?.playing);
  onePress($('clear'));
  $('clear').onclick = () => channel.clear();
  channel.onChannel(() => hideButton.onChannel());
  channel.onChannel(draw);
  onObs(() => hideButton.onObs());
  onObs(draw);
  onWords(() => hideButton.onWords());
  onWords(draw);
  const stream = new Stream({ as: 'panel' }, {
    settings: channel.receive,
    status(next) {
      status = next;
      draw();
    },
    moment: onMoment,
    obs: receiveConnection,
    gone: (reason) => reason !== 'too-many' && location.reload(),
    connection(open, failed) {
      online = open;
      tries = failed;
      draw();
      if (open) askObs();
    },
  }, page.heartbeatMs);
  addEventListener('pagehide', () => stream.disconnect());
  // A phone that was in a pocket may hold a connection that died there.
  addEventListener('pageshow', ({ persisted }) => persisted && stream.retry());
  document.addEventListener('visibilitychange', () => document.hidden || stream.retry());
  stayAwake();
  stream.connect();
}

/** How it stands with OBS: asked once the stream is open; from then on it tells. */
async function askObs() {
  try {
    receiveConnection(await call('GET', '/api/obs/connection'));
  } catch {
    // Nothing hangs on it but one more word.
  }
}

function state() {
  return stateOf(online, status?.state, channel.isHidden());
}

function draw() {
  const now = channel.current();
  const is = state();
  document.body.className = `is-${is}`;
  for (const button of [$('play'), $('clear')]) button.disabled = !online;
  offer(online);
  if (!online && !tries && !now) return; // the first moment: nothing is lost yet
  const fading = is === 'playing' && typeof status?.fadeLeftS === 'number';
  $('state').textContent = t(fading ? 'panel.state.fading' : `panel.state.${is}`);
  $('dot').className = `dot ${{ playing: 'good', gone: 'bad', hidden: 'accent', paused: 'accent' }[is] ?? ''}`;
  $('more').textContent = more(is, now, fading);
  if (!now) return;
  const play = $('play');
  play.classList.toggle('primary', !now.playing);
  play.replaceChild(icon(now.playing ? 'i-pause' : 'i-play'), play.firstElementChild);
  play.lastElementChild.textContent = t(now.playing ? 'panel.pause' : 'panel.resume');
}

function more(is, now, fading) {
  if (is === 'gone') return t('panel.gone.text', { count: tries });
  if (is === 'asleep') return t('panel.nobody.text');
  if (is === 'hidden' && now) {
    const why = t(`panel.hidden.${now.visibility}`, { scene: now.scene ?? '' });
    return isHiddenInObs() ? `${why} ${t('panel.hidden.in-obs')}` : why;
  }
  if (fading) return t('panel.now.fade', { count: Math.ceil(status.fadeLeftS / 60) });
  const waves = running();
  if (waves) return t('remote.running', { moments: waves });
  return [now?.game, t('panel.viewers', { count: status?.viewers ?? 0 })].filter(Boolean).join(' · ');
}
