// One press, one submission; and a dangerous act names what will happen before it happens.
import { make, words } from './words.js';
const PATIENCE = 15000; // a form that answers with a file leaves the page standing

export const land = (form) => {
  if (!form?.dataset) return;
  delete form.dataset.flying;
  form.removeAttribute('aria-busy');
};

function fly(form) {
  form.dataset.flying = '1';
  form.setAttribute('aria-busy', 'true');
}

function formOf(ctx) {
  const source = ctx?.sourceElement;
  return ctx?.request?.method === 'GET' ? null : source?.closest?.('form');
}

export function guardSubmits() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.dataset.flying) { event.preventDefault(); return; }
    fly(form);
    setTimeout(() => land(form), PATIENCE);
  });
  document.addEventListener('htmx:config:request', (event) => {
    const form = formOf(event.detail.ctx);
    if (!form) return;
    if (form.dataset.flying) event.preventDefault();
    else fly(form);
  });
  document.addEventListener('htmx:finally:request', (event) => land(formOf(event.detail.ctx)));
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-flying]').forEach(land));
}

// "Cancel at 10:00? The slot becomes free." -> the question is the title, the rest is the body.
function parts(text) {
  const found = text.match(/^([^?？]*[?？])\s*([\s\S]*)$/);
  return found ? [found[1], found[2]] : ['', text];
}

function ask(text, yesText, proceed) {
  const dialog = document.getElementById('confirm');
  const [question, rest] = parts(text);
  const head = make('header', '');
  head.append(make('h2', '', question || yesText));
  const body = make('div', 'body');
  rest.split('\n').filter(Boolean).forEach((line) => body.append(make('div', '', line)));
  const foot = make('footer', '');
  const no = make('button', 'btn push', words().cancel, { type: 'button' });
  const yes = make('button', 'btn btn-danger fill', yesText, { type: 'button' });
  no.onclick = () => dialog.close();
  yes.onclick = () => { dialog.close(); proceed(); };
  foot.append(no, yes);
  dialog.replaceChildren(...(rest ? [head, body, foot] : [head, foot]));
  dialog.setAttribute('aria-label', question || yesText);
  dialog.showModal();
  no.focus();
}

export function guardDanger() {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-confirm]:not(form)') ?? event.target.closest('form[data-confirm] [type=submit], form[data-confirm] button:not([type])');
    if (!button || button.dataset.sure) return;
    event.preventDefault();
    event.stopPropagation();
    if (button.form && !button.form.reportValidity()) return;
    const text = button.dataset.confirm ?? button.form.dataset.confirm;
    ask(text, button.dataset.yes || button.textContent.trim(), () => {
      button.dataset.sure = '1';
      button.click();
      delete button.dataset.sure;
    });
  }, true);
}
