import { startLanguage } from '../common/language.js';

startLanguage(document.getElementById('language'));
// Where the streamer is: the chat of a new channel is mostly from there.
document.getElementById('zone').value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
