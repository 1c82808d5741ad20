/* For browsers that know no cascade layers (Safari before 15.4): without them nothing of the page is drawn as it should.
   Not a module, and in words that such a browser understands. */
if (!('CSSLayerBlockRule' in window)) document.getElementById('old').hidden = false;
