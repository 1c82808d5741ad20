/* For browsers that can't read the page's modules (Safari before 15): without a word the buttons would just be dead.
   Not a module, and in words that such a browser understands. */
if (!(window.CSS && CSS.supports && CSS.supports('aspect-ratio', '1'))) {
  var old = document.getElementById('old');
  if (old) old.hidden = false;
}
