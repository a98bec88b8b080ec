// Links with data-drawer open in the drawer; without JavaScript they are plain pages.
const KEY = 'hebe-drawer';
const drawer = () => document.getElementById('drawer');

export function focusFirst(box) {
  const within = box.querySelector('.body') ?? box;
  const found = within.querySelector('[aria-invalid=true]') ?? within.querySelector('[autofocus]') ?? within.querySelector(':is(input:not([type=hidden], :disabled), select, textarea, a[href], button):not(.h-draft *)');
  (found ?? box.querySelector('[data-close]'))?.focus();
}

function raise(box) {
  box.showModal();
  history.pushState({ drawer: true }, '');
}

async function open(url) {
  const box = drawer();
  document.getElementById('palette')?.close();
  if (!box.open) raise(box);
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

// A drawer's form that stands on a page of its own: its refusal is shown in the drawer.
function showRefusal({ detail }) {
  const form = detail.ctx?.sourceElement;
  const isAlone = form?.matches?.('form') && form.isConnected && !drawer().open;
  if (isAlone && drawer().childElementCount) raise(drawer());
}

export function watchDrawers() {
  if (!drawer()) return;
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-drawer]');
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (link && plain && window.htmx) { event.preventDefault(); open(link.href); return; }
    const closer = event.target.closest('[data-close]');
    if (closer?.closest('dialog')) { event.preventDefault(); closer.closest('dialog').close(); }
    else if (event.target === drawer()) close();
  });
  drawer().addEventListener('close', empty);
  document.addEventListener('htmx:after:swap', showRefusal);
  drawer().addEventListener('htmx:after:swap', () => { if (drawer().querySelector('[aria-invalid=true]')) requestAnimationFrame(() => focusFirst(drawer())); });
  window.addEventListener('popstate', () => { close(); left(); });
  document.addEventListener('htmx:after:request', remember);
  window.addEventListener('load', reopen);
}
