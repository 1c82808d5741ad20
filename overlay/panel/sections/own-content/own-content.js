/** The streamer's own lines, names and people. Text is saved when asked; a file joins what is there. */

import { $ } from '../../../common/dom.js';
import { call } from '../../api.js';
import { wordsOf } from '../../channel.js';
import { takeDrops } from '../../drop.js';
import { waitsForSave } from '../../saved.js';
import { Section } from '../../section.js';
import { fill } from '../../slider.js';
import { toast } from '../../toast.js';
import { t } from '../../words.js';
import { People } from './people.js';
import { showSkipped, showSum, wordsOfFile } from './result.js';

const FORMATS = { txt: 'txt', csv: 'csv', tsv: 'csv', toml: 'toml' };

export class OwnContent extends Section {
  #people = new People(this, () => this.#typed.changed());
  parts = [this.#people];
  /** What is saved. */
  #saved = { share: 0.25, lines: [], names: [], people: [] };
  /** How much is saved, as the settings tell it. */
  #counts = '';
  /** What is typed and not saved yet: nothing that arrives may write over it. */
  #typed = null;

  connect() {
    super.connect();
    this.#typed = waitsForSave($('mine-text'), $('mine-unsaved'), this.signal);
    this.listen($('mine-share'), 'input', drawShare);
    this.listen($('mine-share'), 'change', () => this.#saveShare());
    this.listen($('mine-save'), 'click', () => this.#save());
    this.listen($('mine-open'), 'click', () => $('mine-file').click());
    this.listen($('mine-file'), 'change', () => {
      const files = [...$('mine-file').files];
      $('mine-file').value = '';
      this.#openAll(files);
    });
    takeDrops(this.element, $('mine-text'), (files) => this.#openAll([...files]), this.signal);
  }

  /** The settings tell how much there is; the lines themselves are fetched when that changes. */
  onChannel({ mine }) {
    const counts = JSON.stringify(mine ?? {});
    if (counts === this.#counts) return;
    this.#counts = counts;
    this.#load();
  }

  onWords() {
    this.#draw();
  }

  async #load() {
    try {
      this.#show(await call('GET', '/api/mine'));
    } catch (error) {
      this.#counts = '';
      toast(wordsOf(error));
    }
  }

  #show(saved) {
    this.#saved = saved;
    this.#draw();
  }

  #draw() {
    const { share, lines, names, people } = this.#saved;
    $('mine-share').value = Math.round(share * 100);
    drawShare();
    $('mine-val').textContent = lines.length ? t('panel.lines', { count: lines.length }) : '';
    if (this.#typed.waits()) return;
    $('mine-lines').value = lines.join('\n');
    $('mine-names').value = names.join('\n');
    this.#people.show(people);
  }

  /** The slider saves itself: what was saved before, with its share. */
  #saveShare() {
    return this.#send('PUT', { ...this.#saved, share: Number($('mine-share').value) / 100 });
  }

  /** @returns {Promise<boolean>} whether the server took what is typed */
  async #save() {
    const typed = { lines: listOf($('mine-lines').value), names: listOf($('mine-names').value), people: this.#people.typed() };
    const took = await this.#send('PUT', { ...this.#saved, ...typed }, { then: () => this.#typed.done() });
    if (took) toast(t('panel.mine.kept'));
    return took;
  }

  async #openAll(files) {
    for (const file of files) await this.#open(file);
  }

  /** A file joins what is saved, so what is typed is saved first. */
  async #open(file) {
    if (this.#typed.waits() && !(await this.#save())) return;
    const format = FORMATS[file.name.split('.').pop().toLowerCase()] ?? 'txt';
    // As it was saved: the server knows the encodings of Excel and Notepad.
    await this.#send('POST', file, { query: `?format=${format}`, name: file.name });
  }

  /** @returns {Promise<boolean>} whether all of it was kept */
  async #send(method, body, { query = '', name = '', then = () => {} } = {}) {
    try {
      const answer = await call(method, `/api/mine${query}`, body);
      // Entries that were refused stay in the fields, to be corrected.
      const isMending = method === 'PUT' && answer.skipped.length > 0;
      if (isMending) this.#saved = contentOf(answer);
      else {
        then();
        this.#show(contentOf(answer));
      }
      showSkipped(answer.skipped, answer.moreSkipped);
      showSum(name, answer);
      return !isMending;
    } catch (error) {
      showSum('');
      showSkipped(error.problem?.skipped ?? [], error.problem?.moreSkipped ?? 0, wordsOfFile(error));
      return false;
    }
  }
}

const contentOf = ({ share, lines, names, people }) => ({ share, lines, names, people });

const listOf = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

function drawShare() {
  $('mine-share-is').textContent = t('panel.look.percent', { count: Number($('mine-share').value) });
  fill($('mine-share'));
}
