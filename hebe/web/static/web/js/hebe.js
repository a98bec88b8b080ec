// What every page of the shell can do. Modules that belong to one page live beside that page.
import { watchClocks } from './clocks.js';
import { watchDrafts } from './drafts.js';
import { watchDrawers } from './drawers.js';
import { watchFilters } from './filters.js';
import { guardDanger, guardSubmits } from './guards.js';
import { closeMenus, narrowMenus } from './menus.js';
import { watchNetwork } from './network.js';
import { isTyping, watchPalette } from './palette.js';
import { watchTables } from './tables.js';
import { watchToasts } from './toasts.js';

function watchPrivacy() {
  const key = 'hebe-privacy';
  const buttons = document.querySelectorAll('[data-privacy]');
  const set = (on) => {
    document.body.classList.toggle('privacy', on);
    buttons.forEach((button) => button.setAttribute('aria-pressed', String(on)));
  };
  set(localStorage.getItem(key) === '1');
  buttons.forEach((button) => button.addEventListener('click', () => {
    const on = !document.body.classList.contains('privacy');
    localStorage.setItem(key, on ? '1' : '0');
    set(on);
  }));
}

// Selects that change a page send their form at once; what is typed, when it is left.
function sendAtOnce() {
  const typed = ['date', 'number'];
  const wants = (event, type) => event.target.matches?.('[data-autosubmit]') && typed.includes(event.target.type) === type;
  document.addEventListener('change', (event) => { if (wants(event, false)) event.target.form.requestSubmit(); });
  document.addEventListener('focusout', (event) => {
    if (wants(event, true) && event.target.value !== event.target.defaultValue) event.target.form.requestSubmit();
  });
}

// data-key="a": the letter presses the link or button, unless somebody is typing.
function watchKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || document.querySelector('dialog[open]')) return;
    const found = /^[a-z0-9]$/i.test(event.key) && document.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
    if (found) { event.preventDefault(); found.click(); }
  });
}

guardDanger();
watchNetwork();
guardSubmits();
watchPrivacy();
closeMenus();
narrowMenus();
sendAtOnce();
watchKeys();
watchToasts();
watchDrafts();
watchDrawers();
watchFilters();
watchPalette();
watchClocks();
watchTables();
document.querySelector('form[method=post] [aria-invalid=true]')?.focus();
