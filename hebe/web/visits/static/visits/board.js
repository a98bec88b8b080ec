// Cards can be dragged between lanes; the button on each card does the same by keyboard and thumb.
import { toast } from '../web/js/toasts.js';

const touch = matchMedia('(max-width: 600px)').matches;

async function move(card, stage) {
  const body = new FormData();
  body.append('stage', stage);
  body.append('expect', card.dataset.expect);
  const token = JSON.parse(document.body.getAttribute('hx-headers:inherited'))['X-CSRFToken'];
  const answer = await fetch(card.dataset.move, { method: 'POST', body, headers: { 'X-CSRFToken': token, 'HX-Request': 'true' } });
  if (!answer.ok) {
    const box = document.createElement('div');
    box.innerHTML = await answer.text();
    toast(box.textContent.trim(), 'bad');
  }
  document.getElementById('board').setAttribute('hx-get', document.getElementById('board').getAttribute('hx-get').replace(/v=[^&]*/, 'v='));
  window.htmx.ajax('GET', document.getElementById('board').getAttribute('hx-get'), { target: '#board', swap: 'outerHTML' });
}

function arm() {
  if (touch || !window.Sortable) return;
  document.querySelectorAll('.b-list').forEach((list) => {
    if (list.dataset.armed) return;
    list.dataset.armed = '1';
    window.Sortable.create(list, { group: 'board', animation: 120, ghostClass: 'kb-ghost', filter: 'a, button, form', preventOnFilter: false,
      onEnd: (event) => { if (event.to !== event.from) move(event.item, event.to.dataset.stage); } });
  });
}

arm();
document.addEventListener('DOMContentLoaded', arm);
document.addEventListener('htmx:after:swap', arm);
