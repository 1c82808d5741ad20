/** Mine: the streamer's own lines, names and people. Kept when asked; a file joins what is there. */

import { call } from '../api.js';
import { onChannel, wordsOf } from '../channel.js';
import { $ } from '../dom.js';
import { toast } from '../toast.js';
import { onWords, t } from '../words.js';

const FORMATS = { txt: 'txt', csv: 'csv', tsv: 'csv', toml: 'toml' };
let mine = { share: 0.25, lines: [], names: [], people: [] };
let known = '';

export function startMine() {
  // The settings tell how much there is; the lines themselves are fetched when that changes.
  onChannel(({ mine: counts }) => {
    const now = JSON.stringify(counts ?? {});
    if (now === known) return;
    known = now;
    read();
  });
  $('mine-share').oninput = showShare;
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
  $('mine-error').hidden = true;
  draw();
}

function draw() {
  $('mine-share').value = Math.round(mine.share * 100);
  $('mine-lines').value = mine.lines.join('\n');
  $('mine-names').value = mine.names.join('\n');
  $('mine-people').replaceChildren();
  mine.people.forEach(addRow);
  $('mine-val').textContent = mine.lines.length ? t('panel.mine.count', { count: mine.lines.length }) : '';
  showShare();
}

function showShare() {
  $('mine-share-is').textContent = t('panel.look.percent', { count: Number($('mine-share').value) });
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
  part('remove').onclick = () => row.remove();
  $('mine-people').append(row);
  return row;
}

const listOf = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

async function save() {
  const people = [...$('mine-people').children].map((row) => ({
    name: row.querySelector('[data-part=name]').value.trim(),
    character: row.querySelector('[data-part=character]').value.trim(),
    lines: listOf(row.querySelector('[data-part=lines]').value),
  }));
  await send('PUT', {
    share: Number($('mine-share').value) / 100,
    lines: listOf($('mine-lines').value),
    names: listOf($('mine-names').value),
    people: people.filter(({ name }) => name),
  });
}

async function open(file) {
  $('mine-file').value = '';
  if (!file) return;
  const format = FORMATS[file.name.split('.').pop().toLowerCase()] ?? 'txt';
  await send('POST', { text: await file.text(), format });
}

async function send(method, body) {
  try {
    arrived(await call(method, '/api/mine', body));
    toast(t('panel.mine.kept'));
  } catch (error) {
    const why = error.problem?.errors?.[0]?.message ?? error.problem?.detail;
    $('mine-error').textContent = why ? `${wordsOf(error)} ${why}` : wordsOf(error);
    $('mine-error').hidden = false;
  }
}
