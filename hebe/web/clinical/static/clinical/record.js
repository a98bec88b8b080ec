// The record keeps itself every few seconds, and its plan grows by a row when one is needed.
const AFTER = 2500;
const form = document.querySelector('form.r-form');
let waiting = 0;
let leaving = false;

async function keep() {
  if (leaving) return;
  const body = new FormData(form);
  body.delete('once');
  try {
    const answer = await fetch(form.dataset.autosave, { method: 'POST', body, headers: { 'HX-Request': 'true' } });
    if (answer.status === 401 || leaving) return;
    const text = await answer.text();
    if (!/^\s*<!doctype/i.test(text)) document.getElementById('saved').innerHTML = text;
  } catch {
    later();
  }
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(keep, AFTER);
}

function lines() {
  return form.querySelectorAll('.r-line');
}

function more() {
  const row = [...lines()].at(-1).cloneNode(true);
  empty(row);
  [...lines()].at(-1).after(row);
  return row;
}

function empty(row) {
  row.querySelectorAll('select, input').forEach((field) => { field.value = field.type === 'number' ? '1' : ''; });
}

if (form) {
  form.addEventListener('click', (event) => {
    if (event.target.closest('[data-plan-more]')) more().querySelector('select').focus();
    const less = event.target.closest('[data-plan-less]');
    if (!less) return;
    if (lines().length > 1) less.closest('.r-line').remove();
    else empty(less.closest('.r-line'));
    form.dispatchEvent(new Event('input'));
  });
  form.addEventListener('submit', () => { leaving = true; clearTimeout(waiting); });
  if (form.dataset.autosave) form.addEventListener('input', later);
}
