// What comes back from the server, or does not: lost connections, faults, refusals behind a dialog.
import { make, words } from './words.js';
import { toast } from './toasts.js';

const bar = document.querySelector('.h-offline');

// The bar stands at the top of the page, or of the dialog that covers it.
function lost(form) {
  (document.querySelector('dialog[open]') ?? document.body).prepend(bar);
  const again = form ? make('button', 'btn btn-sm', words().again, { type: 'button' }) : '';
  if (form) again.onclick = () => { found(); form.requestSubmit(); };
  bar.replaceChildren(make('span', '', form ? words().unsaved : words().offline), again);
  bar.hidden = false;
}

function found() { bar.hidden = true; }

const polls = (source) => /\bevery\b/.test(source?.getAttribute?.('hx-trigger') ?? '');
const isPage = (text) => /^\s*<!doctype/i.test(text ?? '');

// Whoever picks a part out of a page is answered by a page, unless the part is not in it.
function picks(ctx) {
  const part = ctx.sourceElement?.getAttribute?.('hx-select');
  return Boolean(part) && ctx.text.includes(` id="${part.slice(1)}"`);
}

// What was only looked at changed nothing anyway, perhaps right after something that did.
const notDone = (ctx) => (ctx.request?.method === 'GET' ? words().unseen : words().failed);

// A refusal is shown where the person is: inside the dialog when one is open.
function keepRefusalNear(ctx) {
  const dialog = ctx.sourceElement?.closest?.('dialog[open]');
  if (ctx.hx?.retarget !== '#refusals' || !dialog) return;
  let place = dialog.querySelector('.h-refusals');
  if (!place) {
    place = make('div', 'h-refusals');
    place.setAttribute('role', 'alert');
    (dialog.querySelector('.body') ?? dialog).prepend(place);
  }
  place.id ||= 'dialog-refusals';
  ctx.hx.retarget = `#${place.id}`;
}

function read(event) {
  const { ctx } = event.detail;
  found();
  keepRefusalNear(ctx);
  const { status } = ctx.response;
  if (status >= 500 || (isPage(ctx.text) && status >= 400)) {
    ctx.swap = 'none';
    if (!polls(ctx.sourceElement)) toast(notDone(ctx), 'bad');
  } else if (isPage(ctx.text) && !ctx.hx?.redirect && !picks(ctx)) {
    event.preventDefault();
    location.href = ctx.response.raw.url;
  }
}

function failed(event) {
  const { ctx, error } = event.detail;
  if (!ctx?.request || ctx.response) { if (error && ctx) toast(notDone(ctx), 'bad'); return; }
  lost(ctx.request.method === 'GET' ? null : ctx.sourceElement?.closest?.('form'));
}

export function watchNetwork() {
  window.addEventListener('online', found);
  window.addEventListener('offline', () => lost(null));
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (navigator.onLine || event.defaultPrevented || form.method === 'dialog') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    lost(form);
  });
  // Nobody asked: such a request does not keep somebody who has gone signed in.
  document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
    if (polls(ctx.sourceElement)) ctx.request.headers['Hebe-Unasked'] = '1';
  });
  document.addEventListener('htmx:after:request', read);
  document.addEventListener('htmx:error', failed);
  document.addEventListener('htmx:after:swap', (event) => {
    const note = document.querySelector('.h-refusals:not(:empty)');
    if (note && event.detail.ctx?.hx?.retarget) note.scrollIntoView({ block: 'nearest' });
  });
}
