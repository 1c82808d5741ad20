/** House lights, set before the first paint: dark unless somebody turned them up. A module would come too late. */
try {
  if (localStorage.getItem('seatfiller_scheme') === 'light') document.documentElement.dataset.scheme = 'light';
} catch {
  // No storage in this browser: dark.
}
