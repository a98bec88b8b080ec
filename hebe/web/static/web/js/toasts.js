// Short lines at the foot of the page that say what happened.
import { make, words } from './words.js';
export { words };
const SECONDS = { good: 6, bad: 14 };

export function toast(text, tone = 'good') {
  if (!text) return;
  const box = make('div', 'h-toast');
  box.dataset.tone = tone;
  box.append(make('span', '', text));
  document.querySelector('.h-toasts').append(box);
  fade(box);
}

function fade(box) {
  setTimeout(() => box.remove(), (SECONDS[box.dataset.tone] ?? SECONDS.good) * 1000);
}

// A modal dialog covers the page; the lines move into it while it is open.
export function keepToastsOnTop() {
  const host = document.querySelector('.h-toasts');
  if (!host.showPopover) return;
  host.popover = 'manual';
  const rise = () => { if (host.matches(':popover-open')) host.hidePopover(); if (host.childElementCount) host.showPopover(); };
  new MutationObserver(rise).observe(host, { childList: true });
  rise();
}

export function watchToasts() {
  keepToastsOnTop();
  document.querySelectorAll('[data-toast]').forEach(fade);
  document.addEventListener('toast', (event) => {
    const said = event.detail.text ? event.detail : event.detail.value ?? {};
    toast(said.text, said.tone);
  });
  document.addEventListener('click', (event) => event.target.closest('.h-toast')?.remove());
}
