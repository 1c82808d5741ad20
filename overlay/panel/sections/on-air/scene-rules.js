/** Rules: what a scene of OBS decides. Chosen from what there is, so that no rule can ask for what isn't there. */

import { $, button, element, icon, option } from '../../../common/dom.js';
import { call } from '../../api.js';
import * as channel from '../../channel.js';
import { Part } from '../../section.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';

/** Without a topic, just chatting is what the rule asks for. */
const NO_TOPIC = '';

export class SceneRules extends Part {
  connect() {
    super.connect();
    this.listen($('on-air-h'), 'click', loadScenes);
    this.listen($('rule-do'), 'change', drawValues);
    this.listen($('rule-form'), 'submit', add);
    for (const id of ['rule-contains', 'rule-value']) this.listen($(id), 'input', () => complain(''));
  }

  draw() {
    const now = channel.current();
    if (!now) return;
    $('rules').replaceChildren(...now.rules.map((rule, place) => this.#row(rule, place, now)));
    drawValues();
  }

  #row(rule, place, { rules, scene }) {
    const applies = rule.contains && scene?.toLowerCase().includes(rule.contains.toLowerCase());
    const node = element('li', applies ? 'on' : '');
    const does = rule.value ? t(`panel.scenes.${rule.do}-to`, { value: rule.value }) : t(`panel.scenes.${rule.do}`);
    const remove = button('btn icon');
    remove.setAttribute('aria-label', t('panel.scenes.delete', { contains: rule.contains }));
    remove.append(icon('i-x'));
    this.whenPressed(remove, () => {
      channel.change({ rules: rules.filter((_, other) => other !== place) });
      toast(t('panel.scenes.deleted'), { act: () => channel.change({ rules }) });
    });
    node.append(element('span', '', t('panel.scenes.rule', { contains: rule.contains, does })), remove);
    return node;
  }
}

/** Offer the names of the scenes in OBS. */
async function loadScenes() {
  const { scenes } = await call('GET', '/api/obs/scenes').catch(() => ({ scenes: [] }));
  $('rule-scenes').replaceChildren(...scenes.map((name) => option(name)));
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
