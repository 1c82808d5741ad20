import { startLanguage } from '../common/language.js';

startLanguage(document.getElementById('language'));
