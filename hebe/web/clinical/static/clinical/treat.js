// The treatment's clock: amber at its standard, red from 120 % of it. And one more row for a material.
const LATE = 1.2;

function show(box) {
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(box.dataset.timer)) / 1000));
  const share = seconds / 60 / Number(box.dataset.standard || 1);
  const tone = share >= LATE ? 'bad' : share >= 1 ? 'wait' : 'brand';
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n) => String(n).padStart(2, '0');
  box.querySelector('[data-shown]').textContent = hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
  box.dataset.tone = tone;
  const fill = box.querySelector('[data-fill]');
  fill.style.width = `${Math.min(100, share * 100)}%`;
  fill.dataset.tone = tone;
}

function tick() {
  document.querySelectorAll('[data-timer]').forEach(show);
}

function more(button) {
  const box = button.closest('.t-used');
  const rows = box.querySelectorAll('.t-lot');
  const row = rows[rows.length - 1].cloneNode(true);
  const number = rows.length;
  row.querySelectorAll('[name], [id], [for]').forEach((part) => {
    for (const name of ['name', 'id', 'for']) {
      const value = part.getAttribute(name);
      if (value) part.setAttribute(name, value.replace(/(t\d+m)\d+-/, `$1${number}-`));
    }
    if ('value' in part && part.name) part.value = '';
  });
  row.querySelectorAll('.h-error').forEach((error) => error.remove());
  rows[rows.length - 1].after(row);
  box.querySelector('[name=rows]').value = number + 1;
  row.querySelector('select').focus();
}

// A lot that was used lately is written into the first empty row with one tap.
function takeLot(chip) {
  const box = chip.closest('.t-used');
  const named = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const isEmpty = (row) => !named(row, 'product').value && !named(row, 'lot').value;
  if (![...box.querySelectorAll('.t-lot')].some(isEmpty)) more(box.querySelector('[data-lot-more]'));
  const row = [...box.querySelectorAll('.t-lot')].find(isEmpty);
  named(row, 'product').value = chip.dataset.product;
  named(row, 'lot').value = chip.dataset.lot;
  named(row, 'expires_on').value = chip.dataset.expires;
  named(row, 'quantity').value ||= '1';
  named(row, 'quantity').select();
  row.dispatchEvent(new Event('input', { bubbles: true }));
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-lot-more]');
  if (button) more(button);
  const chip = event.target.closest('[data-lot]');
  if (chip) takeLot(chip);
});
tick();
setInterval(tick, 1000);
