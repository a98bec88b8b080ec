// Drag a booking to another time or column; click free time to book there; on the phone choose the column.
import { toast } from '../web/js/toasts.js';

const cal = document.querySelector('.cal');
const STEP = 15;

function momentAt(column, y) {
  const pixels = Number(cal.dataset.pixels);
  const minutes = Math.max(0, Math.round(y / pixels / STEP) * STEP);
  return new Date(Date.parse(cal.dataset.opens) + minutes * 60000);
}

async function move(block, column, at) {
  const token = JSON.parse(document.body.getAttribute('hx-headers:inherited'))['X-CSRFToken'];
  const body = new FormData();
  body.append('starts_at', at.toISOString().replace('.000Z', '+00:00'));
  body.append(cal.dataset.by, column.dataset.column);
  const answer = await fetch(block.dataset.move, { method: 'POST', body, headers: { 'X-CSRFToken': token } });
  if (answer.ok) { location.reload(); return; }
  const why = await answer.json().catch(() => ({}));
  toast([why.message, why.advice].filter(Boolean).join(' '), 'bad');
}

function watch() {
  let held = null;
  let grip = 0;
  cal.addEventListener('dragstart', (event) => {
    held = event.target.closest('.cal-block');
    if (!held) return;
    grip = event.clientY - held.getBoundingClientRect().top;
    held.classList.add('moving');
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', held.href);
  });
  cal.addEventListener('dragend', () => { held?.classList.remove('moving'); cal.querySelectorAll('.over').forEach((c) => c.classList.remove('over')); });
  cal.addEventListener('dragover', (event) => {
    const column = event.target.closest('.cal-col');
    if (!held || !column) return;
    event.preventDefault();
    cal.querySelectorAll('.over').forEach((c) => c.classList.remove('over'));
    column.classList.add('over');
  });
  cal.addEventListener('drop', (event) => {
    const column = event.target.closest('.cal-col');
    if (!held || !column) return;
    event.preventDefault();
    move(held, column, momentAt(column, event.clientY - column.getBoundingClientRect().top - grip));
  });
  const show = (n) => {
    cal.querySelectorAll('.cal-name, .cal-col').forEach((part) => part.classList.remove('on'));
    cal.querySelectorAll('.cal-name')[n]?.classList.add('on');
    cal.querySelectorAll('.cal-col')[n]?.classList.add('on');
    document.querySelectorAll('[data-show]').forEach((chip) => chip.classList.toggle('on', Number(chip.dataset.show) === n));
  };
  document.querySelectorAll('[data-show]').forEach((chip) => chip.addEventListener('click', () => show(Number(chip.dataset.show))));
  show(0);
  const now = cal.querySelector('.cal-now');
  if (now) cal.scrollTop = Math.max(0, now.offsetTop - 160);
}

if (cal) watch();
