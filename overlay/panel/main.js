/** The panel: wires the sections to the stream. Nothing is polled. */

import { pageId } from '../common/page-id.js';
import { Stream } from '../common/stream.js';
import { drawButtons, startButtons } from './sections/triggers/triggers.js';
import * as channel from './channel.js';
import { showRate, startCrowd } from './sections/crowd/crowd.js';
import { $, pageData } from '../common/dom.js';
import { startDevices } from './sections/devices/devices.js';
import { startEmotes } from './sections/emotes/emotes.js';
import { count, showFacts, startFacts } from './sections/stats/stats.js';
import { startLayout } from './layout.js';
import { showWritten, startGames } from './sections/games/games.js';
import { startHome } from './sections/you/home.js';
import { startGenre } from './sections/games/genre.js';
import { showRefusal } from './sections/games/refusal.js';
import { startHide } from './hide-button.js';
import { heard, lighten, startHighlight } from './sections/highlight/highlight.js';
import { startKeys } from './shortcuts.js';
import { startLink } from './sections/link/link.js';
import { startLook } from './sections/look/look.js';
import { startMine } from './sections/own-content/own-content.js';
import { begun, startMoments } from './sections/moments/moments.js';
import { startMood } from './sections/mood/mood.js';
import { showConnection, showStatus, speak, startNow } from './sections/now/now.js';
import { countPages, loadObs, showObs, startObs } from './sections/obs/obs.js';
import { showStream, startOnAir } from './sections/on-air/on-air.js';
import { startPreview } from './sections/preview/preview.js';
import { startPresets } from './sections/presets/presets.js';
import { scriptIs, startRehearsal } from './sections/rehearsal/rehearsal.js';
import { startRules } from './sections/on-air/scene-rules.js';
import { startSession } from './sections/session/session.js';
import { showSteps, startSteps } from './sections/steps/steps.js';
import { showUnknown, startUnknown } from './sections/games/unknown.js';
import { switchLanguage } from './words.js';
import { showSituation, startSituation } from './sections/now/situation.js';
import { showWriting, startWriting, written } from './sections/writing/writing.js';

const page = pageData();
// The link has become a cookie; it must not stay where a shared screen shows it.
if (new URLSearchParams(location.search).has('token')) history.replaceState(null, '', location.pathname);
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
  startPreview();
  startLayout();
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
