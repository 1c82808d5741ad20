import { $ } from '../common/dom.js';
import { startLanguage } from '../common/language.js';

startLanguage($('language'));
// Where the streamer is: the chat of a new channel is mostly from there.
$('zone').value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
