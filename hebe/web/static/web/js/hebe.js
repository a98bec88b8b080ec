// What every page of the shell can do. Modules that belong to one page live beside that page.
import { watchDrafts } from './drafts.js';
import { watchDrawers } from './drawers.js';
import { watchPalette } from './palette.js';
import { watchClocks } from './clocks.js';
import { watchTables } from './tables.js';
import { toast, watchToasts, words } from './toasts.js';

// One press, one submission: the button sleeps until the answer comes or the page comes back.
function guardSubmits() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === 'get') return;
    if (form.dataset.flying) { event.preventDefault(); return; }
    form.dataset.flying = '1';
    form.setAttribute('aria-busy', 'true');
  });
  const land = (form) => { if (form?.dataset) { delete form.dataset.flying; form.removeAttribute('aria-busy'); } };
  document.addEventListener('htmx:after:request', (event) => land(event.target.closest?.('form')));
  document.addEventListener('htmx:error', (event) => land(event.target.closest?.('form')));
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-flying]').forEach(land));
}

// A dangerous act names what will happen before it happens.
function guardDanger() {
  const dialog = document.getElementById('confirm');
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-confirm]');
    if (!button || button.dataset.sure) return;
    event.preventDefault();
    event.stopPropagation();
    dialog.replaceChildren();
    const body = Object.assign(document.createElement('div'), { className: 'body', textContent: button.dataset.confirm });
    const foot = document.createElement('footer');
    const no = Object.assign(document.createElement('button'), { className: 'btn push', type: 'button', textContent: words().cancel });
    const yes = Object.assign(document.createElement('button'), { className: 'btn btn-danger fill', type: 'button', textContent: button.dataset.yes || button.textContent.trim() });
    no.onclick = () => dialog.close();
    yes.onclick = () => { dialog.close(); button.dataset.sure = '1'; button.click(); delete button.dataset.sure; };
    foot.append(no, yes);
    dialog.append(body, foot);
    dialog.showModal();
    no.focus();
  }, true);
}

function watchNetwork() {
  const bar = document.querySelector('.h-offline');
  const show = () => { bar.textContent = words().offline; bar.hidden = navigator.onLine; };
  window.addEventListener('online', show);
  window.addEventListener('offline', show);
  document.addEventListener('htmx:error', () => toast(navigator.onLine ? words().failed : words().offline, 'bad'));
}

function watchPrivacy() {
  const key = 'hebe-privacy';
  const button = document.querySelector('[data-privacy]');
  const set = (on) => { document.body.classList.toggle('privacy', on); button?.setAttribute('aria-pressed', String(on)); };
  set(localStorage.getItem(key) === '1');
  button?.addEventListener('click', () => {
    const on = !document.body.classList.contains('privacy');
    localStorage.setItem(key, on ? '1' : '0');
    set(on);
  });
}

function closeMenus() {
  document.addEventListener('click', (event) => {
    document.querySelectorAll('details.h-menu[open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') document.querySelectorAll('details.h-menu[open]').forEach((menu) => { menu.open = false; });
  });
}

// Selects that change a page send their form at once.
document.addEventListener('change', (event) => { if (event.target.matches('[data-autosubmit]')) event.target.form.requestSubmit(); });

guardDanger(); guardSubmits(); watchNetwork(); watchPrivacy(); closeMenus();
watchToasts(); watchDrafts(); watchDrawers(); watchPalette(); watchClocks(); watchTables();
