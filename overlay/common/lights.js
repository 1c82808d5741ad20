/** House lights, set before the first paint: as somebody chose, else as the system has them. A module would come too late. */
try {
  const chosen = localStorage.getItem('seatfiller_scheme');
  const light = chosen ? chosen === 'light' : matchMedia('(prefers-color-scheme: light)').matches;
  document.documentElement.dataset.scheme = light ? 'light' : 'dark';
} catch {
  // No storage in this browser: dark.
}
