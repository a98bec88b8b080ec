// Short lines at the foot of the page that say what happened.
const SECONDS = 6;
export const words = () => JSON.parse(document.body.dataset.words || '{}');

export function toast(text, tone = 'good') {
  const box = Object.assign(document.createElement('div'), { className: 'h-toast' });
  box.dataset.tone = tone;
  box.append(Object.assign(document.createElement('span'), { textContent: text }));
  document.querySelector('.h-toasts').append(box);
  fade(box);
}

const fade = (box) => setTimeout(() => box.remove(), SECONDS * 1000);

export function watchToasts() {
  document.querySelectorAll('[data-toast]').forEach(fade);
  document.addEventListener('toast', (event) => toast(event.detail.text ?? event.detail.value?.text, event.detail.tone));
}
