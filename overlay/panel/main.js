/** The panel's page. */

import { $, pageData } from '../common/dom.js';
import { Panel } from './panel.js';
import { switchLanguage } from './words.js';

const page = pageData();
// The link has become a cookie; it must not stay where a shared screen shows it.
if (new URLSearchParams(location.search).has('token')) history.replaceState(null, '', location.pathname);
$('language').onclick = () => switchLanguage();
if (page.scope) start();

function start() {
  const panel = new Panel(page);
  addEventListener('pagehide', () => panel.disconnect());
  // A page that the browser kept is shown again as it was left.
  addEventListener('pageshow', ({ persisted }) => persisted && panel.connect());
  panel.connect();
}
