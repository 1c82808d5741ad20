/** Mine: the streamer's own lines, names and people. Text is saved when asked; a file joins what is there. */

import { call } from '../api.js';
import { onChannel, wordsOf } from '../channel.js';
import { $ } from '../dom.js';
import { toast } from '../toast.js';
import { waitsForSave } from '../saved.js';
import { fill } from '../slider.js';
import { onWords, t } from '../words.js';

const FORMATS = { txt: 'txt', csv: 'csv', tsv: 'csv', toml: 'toml' };
let mine = { share: 0.25, lines: [], names: [], people: [] };
let known = '';
/** What is typed and not saved yet: nothing that arrives may write over it. */
let typed = null;

export function startMine() {
  typed = waitsForSave($('mine-text'), $('mine-unsaved'));
  // The settings tell how much there is; the lines themselves are fetched when that changes.
  onChannel(({ mine: counts }) => {
    const now = JSON.stringify(counts ?? {});
    if (now === known) return;
    known = now;
    read();
  });
  $('mine-share').oninput = showShare;
  $('mine-share').onchange = keepShare;
  $('mine-save').onclick = save;
  $('mine-person').onclick = () => addRow({ name: '', character: '', lines: [] }).querySelector('input').focus();
  $('mine-open').onclick = () => $('mine-file').click();
  $('mine-file').onchange = () => open($('mine-file').files[0]);
  onWords(draw);
}

async function read() {
  try {
    arrived(await call('GET', '/api/mine'));
  } catch (error) {
    known = '';
    toast(wordsOf(error));
  }
}

function arrived(next) {
  mine = next;
  draw();
}

function draw() {
  $('mine-share').value = Math.round(mine.share * 100);
  showShare();
  $('mine-val').textContent = mine.lines.length ? t('panel.lines', { count: mine.lines.length }) : '';
  if (typed.waits()) return;
  $('mine-error').hidden = true;
  $('mine-lines').value = mine.lines.join('\n');
  $('mine-names').value = mine.names.join('\n');
  $('mine-people').replaceChildren();
  mine.people.forEach(addRow);
}

function showShare() {
  $('mine-share-is').textContent = t('panel.look.percent', { count: Number($('mine-share').value) });
  fill($('mine-share'));
}

function addRow(person) {
  const row = $('mine-row').content.firstElementChild.cloneNode(true);
  const part = (name) => row.querySelector(`[data-part=${name}]`);
  for (const name of ['name', 'character', 'lines']) {
    part(name).value = name === 'lines' ? person.lines.join('\n') : person[name];
    part(name).placeholder = t(`panel.mine.person.${name}`);
    part(name).setAttribute('aria-label', t(`panel.mine.person.${name}`));
  }
  part('remove').setAttribute('aria-label', t('panel.mine.person.remove', { name: person.name }));
  part('remove').onclick = () => {
    row.remove();
    typed.changed();
  };
  $('mine-people').append(row);
  return row;
}

const listOf = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** The slider saves itself: what was saved before, with its share. */
function keepShare() {
  return send('PUT', { ...mine, share: Number($('mine-share').value) / 100 });
}

/** @returns {Promise<boolean>} whether the server took what is typed */
async function save() {
  const people = [...$('mine-people').children].map((row) => ({
    name: row.querySelector('[data-part=name]').value.trim(),
    character: row.querySelector('[data-part=character]').value.trim(),
    lines: listOf(row.querySelector('[data-part=lines]').value),
  }));
  const whole = { ...mine, lines: listOf($('mine-lines').value), names: listOf($('mine-names').value), people: people.filter(({ name }) => name) };
  const took = await send('PUT', whole, () => typed.done());
  if (took) toast(t('panel.mine.kept'));
  return took;
}

/** A file joins what is saved, so what is typed is saved first. */
async function open(file) {
  $('mine-file').value = '';
  if (!file || (typed.waits() && !(await save()))) return;
  const format = FORMATS[file.name.split('.').pop().toLowerCase()] ?? 'txt';
  if (await send('POST', { text: await file.text(), format })) toast(t('panel.mine.kept'));
}

async function send(method, body, then = () => {}) {
  try {
    const answer = await call(method, '/api/mine', body);
    then();
    arrived(answer);
    return true;
  } catch (error) {
    const why = error.problem?.errors?.[0]?.message ?? error.problem?.detail;
    $('mine-error').textContent = why ? `${wordsOf(error)} ${why}` : wordsOf(error);
    $('mine-error').hidden = false;
    return false;
  }
}
