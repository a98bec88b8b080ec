// Long forms keep what was typed in this tab until they are sent, so an expired session or a reload loses nothing.
// A tab may change hands: a draft is shown to whoever typed it, and signing out drops them all.
import { make, words } from './words.js';
const PREFIX = 'hebe-draft:';
const SENT = 'hebe-sent';

const keyOf = (draft) => `${PREFIX}${document.body.dataset.who}:${draft}`;

const fields = (form) => [...form.elements].filter((field) => field.name && !['hidden', 'password', 'file', 'submit', 'button', 'fieldset'].includes(field.type));
const isTick = (field) => field.type === 'checkbox' || field.type === 'radio';
const valueOf = (field) => (isTick(field) ? field.checked : field.type === 'select-multiple' ? [...field.selectedOptions].map((o) => o.value) : field.value);
const snapshot = (form) => JSON.stringify({
  rows: rowsOf(form).map((row) => row.dataset.row),
  typed: fields(form).map((field) => [field.name, isTick(field) ? field.value : '', valueOf(field)]),
});

function put(field, value) {
  if (isTick(field)) field.checked = value;
  else if (field.type === 'select-multiple') [...field.options].forEach((option) => { option.selected = value.includes(option.value); });
  else field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

// Rows that a page adds and takes out are marked data-row, by their kind where there are several.
const rowsOf = (form) => [...form.querySelectorAll('[data-row]')];

function setRows(form, rows) {
  const there = rowsOf(form);
  there[0]?.before(...rows);
  there.filter((row) => !rows.includes(row)).forEach((row) => row.remove());
}

// A draft has as many rows of each kind as were there, in their order.
function rowsFor(kinds, rows) {
  const unused = [...rows];
  const one = (kind) => {
    const at = unused.findIndex((row) => row.dataset.row === kind);
    return at < 0 ? rows.findLast((row) => row.dataset.row === kind)?.cloneNode(true) : unused.splice(at, 1)[0];
  };
  return kinds.map(one).filter(Boolean);
}

// Fields of the same name are told apart by their place.
function restore(form, { rows, typed }) {
  setRows(form, rowsFor(rows, rowsOf(form)));
  const left = new Map();
  for (const [name, mark, value] of typed) left.set(`${name}=${mark}`, [...(left.get(`${name}=${mark}`) ?? []), value]);
  for (const field of fields(form)) {
    const mine = left.get(`${field.name}=${isTick(field) ? field.value : ''}`);
    if (mine?.length) put(field, mine.shift());
  }
}

function tell(form, key, rows) {
  const note = make('div', 'h-draft');
  const drop = make('button', 'btn-text push', words().discard, { type: 'button' });
  drop.onclick = () => { setRows(form, rows); form.reset(); form.dispatchEvent(new Event('input')); sessionStorage.removeItem(key); note.remove(); };
  note.append(make('span', '', words().restored), drop);
  note.setAttribute('role', 'status');
  form.prepend(note);
}

function keep(form) {
  if (form.dataset.kept) return;
  form.dataset.kept = '1';
  const key = keyOf(form.dataset.draft);
  const saved = sessionStorage.getItem(key);
  const answered = form.closest('dialog, main')?.querySelector('[aria-invalid=true], .h-error, .h-note[role=alert]');
  const rows = rowsOf(form);
  if (saved && saved !== snapshot(form) && !answered) { restore(form, JSON.parse(saved)); tell(form, key, rows); }
  form.addEventListener('input', () => sessionStorage.setItem(key, snapshot(form)));
  form.addEventListener('submit', () => sessionStorage.setItem(SENT, form.dataset.draft));
}

function promise() {
  const note = make('p', 'h-note', words().kept);
  note.dataset.tone = 'info';
  note.setAttribute('role', 'status');
  document.querySelector('.h-door h1')?.after(note);
}

// A draft is dropped when what followed its sending is another page, or a page that says it worked.
function drop() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent || document.querySelector('[data-error]')) return;
  if (location.pathname.startsWith('/sign-in/')) { promise(); return; }
  sessionStorage.removeItem(SENT);
  const again = document.querySelector(`form[data-draft="${CSS.escape(sent)}"]`);
  const worked = document.querySelector('.h-toast[data-tone=good]');
  if ((!again && !sessionStorage.getItem('hebe-drawer')) || worked) sessionStorage.removeItem(keyOf(sent));
}

function dropAnswered(event) {
  const form = event.detail.ctx?.sourceElement?.closest?.('form[data-draft]');
  const { ctx } = event.detail;
  if (!form || ctx.request.method === 'GET' || ctx.hx?.redirect || ctx.response.status >= 400) return;
  sessionStorage.removeItem(keyOf(form.dataset.draft));
  sessionStorage.removeItem(SENT);
}

function dropAll({ target }) {
  if (!target.matches('form[action="/sign-out/"]')) return;
  Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => sessionStorage.removeItem(key));
}

export function watchDrafts() {
  drop();
  const look = () => document.querySelectorAll('form[data-draft]').forEach(keep);
  look();
  document.addEventListener('submit', dropAll);
  document.addEventListener('htmx:after:swap', look);
  document.addEventListener('htmx:after:request', dropAnswered);
}
