// Links with data-drawer open in the drawer; without JavaScript they are plain pages.
const KEY = 'hebe-drawer';
const OPENER = 'hebe-opener';
let opener = ''; // finds what opened the drawer again, on this page drawn anew
let byKeys = false;
const drawer = () => document.getElementById('drawer');

export function focusFirst(box) {
  const within = box.querySelector('.body') ?? box;
  const found = within.querySelector('[aria-invalid=true]') ?? within.querySelector('[autofocus]') ?? within.querySelector(':is(input:not([type=hidden], [hidden], :disabled), select, textarea, a[href], button):not(.h-draft *)');
  (found ?? box.querySelector('[data-close]'))?.focus();
}

function raise(box) {
  box.showModal();
  history.pushState({ drawer: true }, '');
}

async function open(url, from = '') {
  const box = drawer();
  document.getElementById('palette')?.close();
  if (!box.open) { opener = from; raise(box); }
  box.dataset.url = url;
  await window.htmx.ajax('GET', url, { target: '#drawer', swap: 'innerHTML' });
  if (!box.querySelector('h2, form')) close();
  else { box.setAttribute('aria-label', box.querySelector('h2')?.textContent ?? ''); focusFirst(box); }
}

// What is left of the drawer goes; word of a lost connection stays on the page below.
function empty() {
  const bar = drawer().querySelector('.h-offline');
  if (bar) document.body.prepend(bar);
  drawer().replaceChildren();
  if (history.state?.drawer) history.back(); else left();
}

// Going back takes a moment; only then is the drawer's place in the history left.
function left() { delete drawer().dataset.url; }

function close() {
  if (drawer().open) drawer().close();
}

// The session ended while the drawer was open: after signing in again it opens as it was.
function remember(event) {
  const { ctx } = event.detail;
  if (ctx.response?.status !== 401 || !drawer().open) return;
  sessionStorage.setItem(KEY, JSON.stringify({ page: location.pathname, url: drawer().dataset.url }));
}

function reopen() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  if (!kept || location.pathname !== kept.page) return;
  sessionStorage.removeItem(KEY);
  open(kept.url);
}

const finder = (link) => link.dataset.opener ?? `a[data-drawer][href="${CSS.escape(link.getAttribute('href'))}"]`;

// What was done in the drawer shows the page anew: by keys one goes on where one opened it.
function keepOpener() {
  if (drawer().open && byKeys) sessionStorage.setItem(OPENER, JSON.stringify({ page: location.pathname, opener }));
}

function takeOpener() {
  const kept = JSON.parse(sessionStorage.getItem(OPENER) ?? 'null');
  sessionStorage.removeItem(OPENER);
  if (kept?.opener && kept.page === location.pathname) document.body.dataset.opener = kept.opener;
  regainFocus();
}

// A page that draws itself calls this when its parts are there.
export function regainFocus() {
  const { opener: kept } = document.body.dataset;
  if (!kept || document.activeElement !== document.body) return;
  const found = [...document.querySelectorAll(`main ${kept}`)].find((part) => part.checkVisibility());
  if (found) delete document.body.dataset.opener;
  found?.focus();
}

// A drawer's part that stands on a page of its own is answered there.
function answerInPlace({ detail: { ctx } }) {
  const page = ctx.sourceElement?.closest?.('.h-alone');
  if (page && ctx.target === drawer()) ctx.target = page;
}

function leave() {
  if (history.length > 1) history.back();
  else location.assign('/');
}

function focusRefused({ target }) {
  const box = target.closest?.('#drawer, .h-alone');
  if (box?.querySelector('[aria-invalid=true]')) requestAnimationFrame(() => focusFirst(box));
}

export function watchDrawers() {
  if (!drawer()) return;
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-drawer]');
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (link && plain && window.htmx) { event.preventDefault(); open(link.href, finder(link)); return; }
    const closer = event.target.closest('[data-close]');
    if (closer?.closest('dialog')) { event.preventDefault(); closer.closest('dialog').close(); }
    else if (closer?.closest('.h-alone') && !closer.matches('[data-palette]')) leave();
    else if (event.target === drawer()) close();
  });
  drawer().addEventListener('close', empty);
  document.addEventListener('htmx:config:request', answerInPlace);
  document.addEventListener('htmx:after:swap', focusRefused);
  document.addEventListener('keydown', () => { byKeys = true; }, true);
  document.addEventListener('pointerdown', () => { byKeys = false; }, true);
  window.addEventListener('pagehide', keepOpener);
  window.addEventListener('popstate', () => { close(); left(); });
  document.addEventListener('htmx:after:request', remember);
  window.addEventListener('load', reopen);
  takeOpener();
}
