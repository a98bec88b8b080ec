// Long forms keep what was typed in this tab until they are sent, so an expired session or a reload loses nothing.
import { words } from './toasts.js';
const PREFIX = 'hebe-draft:';
const SKIPPED = new Set(['csrfmiddlewaretoken', 'once', 'password']);

const values = (form) => [...new FormData(form)].filter(([name, value]) => !SKIPPED.has(name) && typeof value === 'string');

function restore(form, saved) {
  for (const field of form.elements) {
    if (!field.name || SKIPPED.has(field.name) || field.type === 'file' || field.type === 'hidden') continue;
    const mine = saved.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = mine.includes(field.value);
    else if (mine.length) field.value = mine[0];
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

function tell(form, key) {
  const note = Object.assign(document.createElement('div'), { className: 'h-draft' });
  note.append(Object.assign(document.createElement('span'), { textContent: words().restored }));
  const drop = Object.assign(document.createElement('button'), { className: 'btn-text push', type: 'button', textContent: words().discard });
  drop.onclick = () => { sessionStorage.removeItem(key); form.reset(); note.remove(); };
  note.append(drop);
  form.prepend(note);
}

function keep(form) {
  if (form.dataset.kept) return;
  form.dataset.kept = '1';
  const key = PREFIX + form.dataset.draft;
  const start = JSON.stringify(values(form));
  const saved = sessionStorage.getItem(key);
  const failed = form.querySelector('.h-error');
  if (saved && saved !== start && !failed) { restore(form, JSON.parse(saved)); tell(form, key); }
  form.addEventListener('input', () => sessionStorage.setItem(key, JSON.stringify(values(form))));
  form.addEventListener('reset', () => sessionStorage.removeItem(key));
}

export function watchDrafts() {
  // A draft is dropped when the page that followed its sending is not the form again.
  const sent = sessionStorage.getItem('hebe-sent');
  if (sent && !location.pathname.startsWith('/sign-in/')) {
    sessionStorage.removeItem('hebe-sent');
    if (!document.querySelector(`form[data-draft="${CSS.escape(sent)}"]`)) sessionStorage.removeItem(PREFIX + sent);
  }
  document.addEventListener('submit', (event) => { if (event.target.dataset.draft) sessionStorage.setItem('hebe-sent', event.target.dataset.draft); });
  const look = () => document.querySelectorAll('form[data-draft]').forEach(keep);
  look();
  document.addEventListener('htmx:after:swap', look);
}
