// Sums up what a bundle holds while it is designed. Shows; never decides: the server reckons again.
const form = document.querySelector('[data-bundle]');
const rows = () => [...form.querySelectorAll('.k-piece')];
const part = (row, name) => row.querySelector(`[name=${name}]`);
const shown = (fen) => `${fen < 0 ? '−' : ''}¥${(Math.abs(fen) / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`;

function priced() {
  const typed = form.elements.price_fen.value.replace(/[,，¥￥\s]/g, '');
  return /^\d+(\.\d{0,2})?$/.test(typed) ? Math.round(parseFloat(typed) * 100) : 0;
}

function listed() {
  const of = (row) => Number(part(row, 'thing').selectedOptions[0]?.dataset.fen ?? 0);
  return rows().reduce((sum, row) => sum + of(row) * Number(part(row, 'quantity').value), 0);
}

function addUp() {
  const [sum, price] = [listed(), priced()];
  form.querySelector('[data-listed]').textContent = shown(sum);
  form.querySelector('[data-saving]').textContent = price && price <= sum ? shown(sum - price) : '—';
  form.querySelector('[data-dear]').hidden = !price || !sum || price <= sum;
}

function empty(row) {
  part(row, 'thing').value = '';
  part(row, 'quantity').value = '1';
  return row;
}

function more() {
  const row = empty(rows().at(-1).cloneNode(true));
  rows().at(-1).after(row);
  form.dispatchEvent(new Event('input'));
  part(row, 'thing').focus();
}

function less(row) {
  if (rows().length > 1) row.remove();
  else empty(row);
  form.dispatchEvent(new Event('input'));
}

form.addEventListener('input', addUp);
form.addEventListener('click', (event) => {
  if (event.target.closest('[data-piece-more]')) more();
  const out = event.target.closest('[data-piece-less]');
  if (out) less(out.closest('.k-piece'));
});
addUp();
