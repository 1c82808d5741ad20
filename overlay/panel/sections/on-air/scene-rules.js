/** Rules: what a scene of OBS decides. Chosen from what there is, so that no rule can ask for what isn't there. */

import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { $, element, icon } from '../../../common/dom.js';
import { toast } from '../../toast.js';
import { onWords, t } from '../../words.js';

/** Without a topic, just chatting is what the rule asks for. */
const NO_TOPIC = '';

export function startRules() {
  $('on-air-h').addEventListener('click', load);
  $('rule-do').onchange = drawValues;
  $('rule-form').onsubmit = add;
  for (const id of ['rule-contains', 'rule-value']) $(id).addEventListener('input', () => complain(''));
  channel.onChannel(draw);
  onWords(() => channel.current() && draw(channel.current()));
}

/** The scenes that OBS has, asked for when somebody looks. */
async function load() {
  const { scenes } = await call('GET', '/api/obs/scenes').catch(() => ({ scenes: [] }));
  $('rule-scenes').replaceChildren(...scenes.map((name) => option(name)));
}

function draw(now) {
  const list = $('rules');
  list.textContent = '';
  now.rules.forEach((rule, place) => list.append(ruleNode(rule, place, now)));
  drawValues();
}

function ruleNode(rule, place, now) {
  const node = element('li', rule.contains && now.scene?.toLowerCase().includes(rule.contains.toLowerCase()) ? 'on' : '');
  const does = rule.value ? t(`panel.scenes.${rule.do}-to`, { value: rule.value }) : t(`panel.scenes.${rule.do}`);
  node.append(element('span', '', t('panel.scenes.rule', { contains: rule.contains, does })));
  const gone = element('button', 'btn icon');
  gone.type = 'button';
  gone.setAttribute('aria-label', t('panel.scenes.delete', { contains: rule.contains }));
  gone.append(icon('i-x'));
  gone.onclick = () => {
    const before = now.rules;
    channel.change({ rules: before.filter((_, other) => other !== place) });
    toast(t('panel.scenes.deleted'), { act: () => channel.change({ rules: before }) });
  };
  node.append(gone);
  return node;
}

function drawValues() {
  const now = channel.current();
  const select = $('rule-value');
  const does = $('rule-do').value;
  select.hidden = does === 'mute';
  if (!now) return;
  const chosen = select.value;
  const values = { game: games, chatting: topics, look: looks, mute: () => [] }[does](now);
  const first = does === 'chatting' ? option(NO_TOPIC, t('panel.scenes.no-topic')) : option('', t(`panel.scenes.choose-${does}`));
  if (does !== 'chatting') [first.disabled, first.selected] = [true, true];
  select.replaceChildren(first, ...values.map((value) => option(value, does === 'look' && value === 'main' ? t('panel.looks.main') : value)));
  if (values.includes(chosen)) select.value = chosen;
}

const named = (now, mode) => now.games.filter((game) => game.mode === mode).map(({ name }) => name);
const games = (now) => named(now, 'game');
const topics = (now) => named(now, 'chatting');
const looks = (now) => Object.keys(now.looks);

function option(value, label) {
  const node = element('option', '', label);
  node.value = value;
  return node;
}

async function add(event) {
  event.preventDefault();
  const does = $('rule-do').value;
  const rule = { contains: $('rule-contains').value.trim(), do: does, value: does === 'mute' ? '' : $('rule-value').value };
  if (!rule.contains) return complain('panel.scenes.needs-scene', 'rule-contains');
  if (!rule.value && (does === 'game' || does === 'look')) return complain(`panel.scenes.choose-${does}`, 'rule-value');
  if (await channel.change({ rules: [...channel.current().rules, rule] })) {
    $('rule-form').reset();
    drawValues();
  }
  return undefined;
}

/** What is missing stands beneath the fields, and the one that lacks it has the keyboard. */
function complain(key, id) {
  $('rule-error').textContent = key && t(key);
  $('rule-error').hidden = !key;
  for (const field of ['rule-contains', 'rule-value']) $(field).toggleAttribute('aria-invalid', field === id);
  if (id) $(id).focus();
}
