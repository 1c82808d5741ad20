/** On air: what happens when OBS begins to stream, and what a scene decides. */

import * as channel from './channel.js';
import { $, choose, element, icon, onChoice } from './dom.js';
import { toast } from './toast.js';
import { onWords, t } from './words.js';

/** A page that is loaded anew, or a server that restarts, is back by then. */
const RECONNECTS_MS = 20_000;
let lostTimer = 0;

export function startOnAir() {
  $('stream-over').onclick = () => channel.offAir();
  for (const button of document.querySelectorAll('[data-go-live]')) button.onclick = () => channel.change({ goLive: button.dataset.goLive });
  onChoice('go-live', (goLive) => channel.change({ goLive }));
  $('fade-minutes').onchange = () => $('fade-minutes').reportValidity() && channel.change({ fadeMinutes: Number($('fade-minutes').value) });
  $('rule-do').onchange = drawForm;
  $('rule-form').onsubmit = add;
  channel.onChannel(draw);
  onWords(() => channel.current() && draw(channel.current()));
}

/** @param {object} status the room's: a stream whose page went away without a word may be over */
export function showStream(status) {
  const lost = status.stream === 'lost';
  if (lost === Boolean(lostTimer)) return;
  clearTimeout(lostTimer);
  lostTimer = lost ? setTimeout(() => ($('stream-lost').hidden = false), RECONNECTS_MS) : 0;
  if (!lost) $('stream-lost').hidden = true;
}

function draw(now) {
  $('on-air-ask').hidden = !(now.onAir && now.goLive === null);
  choose('go-live', now.goLive);
  $('fade-dial').hidden = now.goLive !== 'fade';
  if (document.activeElement !== $('fade-minutes')) $('fade-minutes').value = now.fadeMinutes;
  $('on-air-val').textContent = now.goLive ? t(`panel.on-air.${now.goLive}`) : '';
  const list = $('rules');
  list.textContent = '';
  now.rules.forEach((rule, place) => list.append(ruleNode(rule, place, now)));
  drawForm();
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

function drawForm() {
  const does = $('rule-do').value;
  $('rule-value').hidden = does === 'mute';
  $('rule-value').placeholder = does === 'mute' ? '' : t(`panel.scenes.${does}-name`);
  $('rule-value').required = does === 'look';
}

async function add(event) {
  event.preventDefault();
  const rule = { contains: $('rule-contains').value.trim(), do: $('rule-do').value, value: $('rule-do').value === 'mute' ? '' : $('rule-value').value.trim() };
  if (rule.contains && (await channel.change({ rules: [...channel.current().rules, rule] }))) {
    $('rule-form').reset();
    drawForm();
  }
}
