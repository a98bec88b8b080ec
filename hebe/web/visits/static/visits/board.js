// Cards can be dragged between lanes; the hand-over link and the button on each card do the same by keyboard and thumb.
import { toast, words } from '../web/js/toasts.js';

const narrow = matchMedia('(max-width: 600px)');
const board = () => document.getElementById('board');
let dragging = false;

// Ask for the lanes whatever their version: after a move, and after one that was refused.
function refresh() {
  const address = new URL(board().getAttribute('hx-get'), location.href);
  address.searchParams.delete('v');
  return window.htmx.ajax('GET', address.pathname + address.search, { target: '#board', swap: 'outerHTML' });
}

async function move(card, fields) {
  const token = JSON.parse(document.body.getAttribute('hx-headers:inherited'))['X-CSRFToken'];
  try {
    const answer = await fetch(card.dataset.move, { method: 'POST', body: fields, headers: { 'X-CSRFToken': token, 'HX-Request': 'true' } });
    if (answer.status === 401) location.reload();
    else if (answer.ok) tell(answer);
    else toast(said(await answer.text()), 'bad');
  } catch {
    toast(words().failed, 'bad');
  }
  await refresh();
}

function tell(answer) {
  const { toast: word } = JSON.parse(answer.headers.get('HX-Trigger') ?? '{}');
  toast(word?.text, word?.tone);
}

function drop(card, stage) {
  const fields = new FormData();
  fields.append('stage', stage);
  fields.append('expect', card.dataset.expect);
  return move(card, fields);
}

// The button of a card moves it on this page; by keys the focus goes along.
async function press(event) {
  const form = event.target.closest?.('form.b-go');
  if (!form || !navigator.onLine) return;
  event.preventDefault();
  if (form.dataset.flying) return;
  form.dataset.flying = '1';
  const byKeys = event.submitter?.matches(':focus-visible');
  const card = form.closest('[data-move]');
  await move(card, new FormData(form, event.submitter));
  const there = document.getElementById(card.id);
  if (byKeys) (there?.querySelector('.b-go button') ?? there?.querySelector('a'))?.focus();
}

function said(markup) {
  const page = new DOMParser().parseFromString(markup, 'text/html');
  return page.querySelector('.h-note')?.textContent.replace(/\s+/g, ' ').trim() || words().failed;
}

function arm() {
  if (!window.Sortable || narrow.matches) return;
  document.querySelectorAll('.b-list').forEach((list) => {
    if (window.Sortable.get(list)) return;
    window.Sortable.create(list, {
      group: 'board', animation: 120, ghostClass: 'kb-ghost', draggable: '[data-move]', filter: 'a, button', preventOnFilter: false,
      delay: 120, delayOnTouchOnly: true,
      onStart: () => { dragging = true; },
      onEnd: ({ item, from, to }) => { dragging = false; if (to !== from) drop(item, to.dataset.stage); },
    });
  });
}

// While a card hangs in the air the board stands still.
document.addEventListener('htmx:before:request', (event) => {
  if (dragging && event.target.id === 'board') event.preventDefault();
});
document.addEventListener('submit', press, true);
document.addEventListener('htmx:after:swap', arm);
addEventListener('load', arm);
arm();
