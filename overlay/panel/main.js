/** The panel: wires the sections to the stream. Nothing is polled. */

import { pageId } from '../common/page-id.js';
import { Stream } from '../common/stream.js';
import { drawButtons, startButtons } from './buttons.js';
import * as channel from './channel.js';
import { showRate, startCrowd } from './crowd.js';
import { $ } from './dom.js';
import { startDevices } from './devices/devices.js';
import { startEmotes } from './emotes/emotes.js';
import { count, showFacts, startFacts } from './facts.js';
import { startFolds } from './folds.js';
import { showWritten, startGames } from './games.js';
import { startGenre } from './genre.js';
import { showRefusal } from './refusal.js';
import { startHide } from './hide.js';
import { heard, lighten, startHighlight } from './highlight/highlight.js';
import { startHome } from './home.js';
import { startKeys } from './keys.js';
import { startLink } from './link.js';
import { startLook } from './look/look.js';
import { startMine } from './mine/mine.js';
import { begun, startMoments } from './moments.js';
import { startMood } from './mood.js';
import { showConnection, showStatus, speak, startNow } from './now.js';
import { countPages, loadObs, showObs, startObs } from './obs/obs.js';
import { showStream, startOnAir } from './on-air.js';
import { startPresets } from './presets.js';
import { scriptIs, startRehearsal } from './rehearsal.js';
import { startRules } from './rules.js';
import { startScheme } from './scheme.js';
import { startSession } from './session.js';
import { showSteps, startSteps } from './steps.js';
import { showUnknown, startUnknown } from './unknown.js';
import { switchLanguage } from './words.js';
import { showSituation, startSituation } from './writing/situation.js';
import { showWriting, startWriting, written } from './writing/writing.js';

const page = JSON.parse($('page').textContent);
// The link has become a cookie; it must not stay where a shared screen shows it.
if (new URLSearchParams(location.search).has('token')) history.replaceState(null, '', location.pathname);
startScheme();
$('language').onclick = () => switchLanguage();
if (page.scope) start();

function start() {
  startNow();
  startMoments(page.moments);
  startCrowd();
  startHome();
  startMood();
  startMine();
  startGames();
  startUnknown();
  startGenre();
  startLook();
  startEmotes(page.scope);
  startFacts();
  startFolds();
  startSteps();
  startWriting(page.scope);
  startSituation();
  startHighlight();
  startObs();
  startKeys();
  startLink(page.scope);
  startDevices(page.scope);
  startOnAir();
  startHide();
  startRules();
  startRehearsal();
  startButtons();
  startPresets();
  channel.onChannel(drawButtons);
  const stream = new Stream({ as: 'panel', page: pageId }, {
    settings: channel.arrived,
    status: (status) => {
      showStatus(status);
      showFacts(status);
      showStream(status);
      showRate(status);
      showSteps(status);
      showWriting(status);
      showSituation(status);
      showRefusal(status);
      showWritten(status);
      showUnknown(status);
      countPages(status);
    },
    message: (message, history) => {
      heard(message);
      if (history) return;
      speak(message.username);
      count();
    },
    moment: begun,
    written,
    script: scriptIs,
    highlight: lighten,
    obs: showObs,
    gone: (reason) => reason !== 'too-many' && location.reload(),
    connection: (open, tries) => {
      showConnection(open, tries);
      if (open) loadObs();
    },
  }, page.heartbeatMs);
  startSession(stream);
  $('retry').onclick = () => stream.retry();
  addEventListener('pagehide', () => stream.disconnect());
  stream.connect();
}
