/** The streamer: the name that the chat calls, how it speaks of them, and where most of it is from. */

import { $, choose } from '../../../common/dom.js';
import * as channel from '../../channel.js';
import { put, savesItself } from '../../saved.js';
import { Section } from '../../section.js';
import { Home } from './home.js';

export class You extends Section {
  parts = [new Home(this)];

  connect() {
    super.connect();
    this.whenChosen('address', (address) => channel.change({ streamer: { address } }));
    savesItself($('name'), (name) => channel.change({ streamer: { name: name.trim() } }), this.signal);
  }

  onChannel({ streamer }) {
    choose('address', streamer.address);
    put($('name'), streamer.name);
    $('you-val').textContent = streamer.name;
  }
}
