// Clocks tick on the page: quiet, amber past their standard, red past 1.3 times.
function tick() {
  for (const clock of document.querySelectorAll('[data-clock]')) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 60000));
    const standard = Number(clock.dataset.standard);
    const shown = clock.querySelector('[data-minutes]');
    if (shown && shown.textContent !== String(minutes)) shown.textContent = minutes;
    const tone = !standard ? 'quiet' : minutes > standard * 1.3 ? 'bad' : minutes > standard ? 'wait' : 'quiet';
    clock.dataset.tone = tone;
    const card = clock.closest('.h-visit');
    if (card) card.dataset.tone = tone;
  }
}

export function watchClocks() {
  tick();
  setInterval(tick, 5000);
  document.addEventListener('htmx:after:swap', tick);
}
