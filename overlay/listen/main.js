/** The hearing page: the microphone of an ordinary browser tab, and what is said into it to the server. */

import { $, pageData } from '../common/dom.js';
import { translator } from '../common/words.js';
import { BrowserSpeech, abilities, install } from './browser-speech.js';
import { engineOf } from './engine.js';
import { Microphone } from './microphone.js';
import { PhraseGate, SILENCE_DB } from './phrase-gate.js';
import { HearSocket } from './socket.js';
import { wavOf } from './wav.js';

const METER_MS = 100;
const HEARD_MS = 30_000;
const LOWEST_DB = -80;
const KEY = 'seatfiller-listen';
const AGREED = 'seatfiller-listen-agreed';
const GOOD = ['listening', 'hearing', 'understanding'];
const BAD = ['denied', 'no-mic', 'insecure', 'in-obs', 'no-engine', 'no-service', 'gone', 'too-many', 'offline', 'failed'];

const page = pageData();
const t = translator(page.words, page.lang);
const token = takeToken();
const microphone = new Microphone();
const gate = new PhraseGate((samples) => isWanted() && engine === 'service' && socket.send(wavOf(samples)));
const speech = new BrowserSpeech((text) => isWanted() && socket.tell({ type: 'said', text }), onSpeechTrouble);
let socket = null;
let setup = null;
let can = { device: 'no', vendor: false };
let engine = null;
/** Why there is no microphone; empty while there is, or while nobody asked for it. */
let refused = '';
let isOnline = false;
let isStarted = false;
let isAsking = false;
let isStarting = false;
let trouble = null;
let over = '';
let forgets = 0;

if (page.scope) start();
else comeBack();

function start() {
  socket = new HearSocket(token, receive, (open) => {
    isOnline = open;
    if (!open) rest();
    draw();
  });
  $('start').onclick = () => listen();
  $('agree').onclick = () => {
    sessionStorage.setItem(AGREED, '1');
    isStarted = true;
    update();
  };
  $('install').onclick = fetchModel;
  setInterval(drawMeter, METER_MS);
  if (window.obsstudio) over = 'in-obs'; // its docks and sources are given no microphone
  else if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode) over = 'insecure';
  else socket.connect();
  draw();
}

/** The link's token leaves the address bar, which a shared screen shows, and stays with the tab. */
function takeToken() {
  const given = new URLSearchParams(location.search).get('token');
  if (given && page.scope) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname);
  }
  return given ?? sessionStorage.getItem(KEY) ?? '';
}

/** A reload has no token in its address: the tab still has. */
function comeBack() {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (kept && !location.search) location.replace(`${location.pathname}?token=${encodeURIComponent(kept)}`);
}

function receive(message) {
  if (message.type === 'setup') {
    const isOther = setup?.language !== message.language || setup.by !== message.by || setup.on !== message.on;
    setup = message;
    update(isOther);
  } else if (message.type === 'heard') {
    isAsking = false;
    trouble = null;
    if (message.text) showHeard(message.text);
  } else if (message.type === 'asking') isAsking = true;
  else if (message.type === 'trouble') [isAsking, trouble] = [false, message];
  else if (message.type === 'gone' && message.reason !== 'stopping') {
    over = message.reason === 'too-many' ? 'too-many' : 'gone';
    rest();
  }
  draw();
}

const isWanted = () => Boolean(isOnline && setup?.on && setup.watched && setup.listens && !over);

/** Another setup, or another wish: choose who understands, and begin or end. @param {boolean} [isOther] language */
async function update(isOther = true) {
  // Where a service does it the browser isn't asked at all.
  if (isOther) can = setup.by === 'service' || !setup.on ? { device: 'no', vendor: false } : await abilities(setup.language);
  const before = engine;
  engine = engineOf(setup, can);
  const needsWord = engine === 'vendor' && !sessionStorage.getItem(AGREED);
  if (!isWanted() || !engine || needsWord) rest();
  else if (isStarted || (await isGranted())) await listen(before !== engine || isOther);
  draw();
  tellState();
}

async function isGranted() {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state === 'granted';
  } catch {
    return false; // Firefox doesn't say: the button asks
  }
}

/** Have the microphone, and whoever understands. @param {boolean} [isOther] than before */
async function listen(isOther = true) {
  if (isStarting) return;
  isStarting = true;
  isStarted = true;
  try {
    const was = microphone.isOn;
    if (!was) await microphone.start((samples) => gate.take(samples), () => lose('NotFoundError'));
    refused = '';
    if (engine === 'service' || !engine) speech.stop();
    else if (!was || isOther) speech.start(setup.language, { locally: engine === 'device' });
  } catch (error) {
    lose(error.name);
  } finally {
    isStarting = false;
  }
  if (!isWanted()) rest();
  draw();
  tellState();
}

function lose(error) {
  refused = error === 'NotAllowedError' ? 'denied' : error === 'NotFoundError' ? 'no-mic' : 'failed';
  isStarted = false;
  rest();
  draw();
  tellState();
}

/** Let go of the microphone: nothing is heard while nothing is wanted. */
function rest() {
  speech.stop();
  microphone.stop();
  gate.clear();
  isAsking = false;
}

function onSpeechTrouble(error) {
  if (error === 'not-allowed' || error === 'service-not-allowed') lose('NotAllowedError');
  else trouble = { trouble: error === 'network' ? 'NET' : 'SERVER', againInS: 0 };
  draw();
}

async function fetchModel() {
  $('install').disabled = true;
  $('install').textContent = t('listen.installing');
  const done = await install(setup.language);
  $('install').disabled = false;
  $('install').textContent = t(done ? 'listen.install' : 'listen.install.failed');
  update();
}

function tellState() {
  socket?.tell({ type: 'state', mic: microphone.isOn, engine: microphone.isOn ? engine : null });
}

function state() {
  if (over) return over;
  if (!isOnline) return setup ? 'offline' : 'starting';
  if (!setup) return 'starting';
  if (!setup.on) return 'off';
  if (!setup.listens) return 'elsewhere';
  if (!setup.watched) return 'resting';
  if (!engine) return setup.by === 'service' ? 'no-service' : 'no-engine';
  if (refused) return refused;
  if (!microphone.isOn) return 'ask';
  if (gate.isOpen) return 'hearing';
  return isAsking ? 'understanding' : 'listening';
}

function draw() {
  const is = state();
  const root = $('listen');
  root.dataset.is = is;
  root.dataset.tone = GOOD.includes(is) ? (trouble ? 'warn' : 'good') : BAD.includes(is) ? 'bad' : 'warn';
  root.toggleAttribute('data-silent', !microphone.isOn);
  setText('state', t(`listen.is.${is}`));
  setText('more', trouble && GOOD.includes(is) ? troubleWords() : t(`listen.more.${is}`));
  const needsWord = is === 'ask' && engine === 'vendor' && !sessionStorage.getItem(AGREED);
  $('start').hidden = needsWord || !['ask', 'denied', 'no-mic', 'failed'].includes(is);
  $('agree').hidden = !needsWord;
  const mayInstall = setup?.on && can.device === 'downloadable' && setup.by !== 'service';
  $('install').hidden = !(mayInstall && ['ask', 'no-engine', ...GOOD].includes(is));
  const shows = Boolean(setup?.on && engine && !over);
  $('engine').hidden = !shows;
  if (shows) setText('engine', engineWords());
}

function engineWords() {
  if (engine !== 'service') return t(`listen.engine.${engine}`);
  return t(setup.service?.isLocal ? 'listen.engine.local' : 'listen.engine.service', { name: setup.service?.title ?? '' });
}

function troubleWords() {
  const { trouble: kind, againInS } = trouble;
  if (kind === 'RATE') return t('listen.trouble.RATE', { count: Math.max(1, Math.ceil(againInS)) });
  return t(['AUTH', 'PAY', 'MODEL'].includes(kind) ? `listen.trouble.${kind}` : 'listen.trouble.other');
}

/** Written only where it differs: a screen reader says a status that is written. */
function setText(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

function showHeard(text) {
  $('heard').textContent = text;
  $('heard-box').hidden = false;
  clearTimeout(forgets);
  forgets = setTimeout(() => {
    $('heard').textContent = '';
    $('heard-box').hidden = true;
  }, HEARD_MS);
}

let shown = '';
function drawMeter() {
  const levelDb = microphone.isOn ? gate.levelDb : SILENCE_DB;
  const share = (db) => Math.max(0, Math.min(1, (db - LOWEST_DB) / -LOWEST_DB)).toFixed(3);
  $('meter').style.setProperty('--level', share(levelDb));
  $('meter').style.setProperty('--line', share(gate.opensDb));
  $('meter').setAttribute('aria-valuenow', String(Math.round(Math.max(LOWEST_DB, levelDb))));
  const is = state();
  if (is !== shown) {
    shown = is;
    draw();
  }
}
