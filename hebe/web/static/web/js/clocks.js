// Clocks tick on the page: quiet, amber past their standard, red past 1.3 times.
const PAST_BEARING = 1.3;
const BAR = { quiet: 'good', wait: 'wait', bad: 'bad' };

function toneOf(minutes, standard) {
  if (!standard) return 'quiet';
  return minutes > standard * PAST_BEARING ? 'bad' : minutes > standard ? 'wait' : 'quiet';
}

function show(clock) {
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 60000));
  const standard = Number(clock.dataset.standard);
  const tone = toneOf(minutes, standard);
  const shown = clock.querySelector('[data-minutes]') ?? clock;
  if (shown.textContent !== String(minutes)) shown.textContent = minutes;
  clock.dataset.tone = tone;
  const card = clock.closest('.h-visit');
  if (card) card.dataset.tone = tone;
  const bar = card?.querySelector('[data-pace] i');
  if (bar) { bar.style.width = `${standard ? Math.min(100, (minutes / standard) * 100) : 0}%`; bar.dataset.tone = BAR[tone]; }
}

const tick = () => document.querySelectorAll('[data-clock]').forEach(show);

export function watchClocks() {
  tick();
  setInterval(tick, 5000);
  document.addEventListener('htmx:after:swap', tick);
  document.addEventListener('visibilitychange', tick);
}
