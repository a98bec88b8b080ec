// Adds up what is typed at the till. Shows; never decides: the server reads the amounts again.
const fen = (text) => {
  const clean = text.replace(/[,，¥￥\s]/g, '');
  return /^\d+(\.\d{0,2})?$/.test(clean) ? Math.round(parseFloat(clean) * 100) : 0;
};
const yuan = (amount) => (Math.abs(amount) / 100).toLocaleString('en', { minimumFractionDigits: 2 });
const shown = (amount) => `${amount < 0 ? '−' : ''}¥${yuan(amount)}`;

function addUp(form) {
  const due = Number(form.dataset.pay);
  const rows = [...form.querySelectorAll('[data-tender]')];
  const amounts = rows.map((row) => fen(row.querySelector('[name=amount]').value));
  const sum = amounts.reduce((all, one) => all + one, 0);
  const left = form.querySelector('[data-left]');
  left.textContent = shown(due - sum);
  left.classList.toggle('up', sum === due);
  left.classList.toggle('warn', sum > due);
  const go = form.querySelector('[data-sum]');
  if (go) go.textContent = shown(sum);
  rows.forEach((row, n) => {
    row.classList.toggle('empty', amounts[n] === 0 && !row.querySelector('[name=reference]').value);
    const cash = row.querySelector('[data-cash]');
    if (!cash) return;
    cash.hidden = amounts[n] === 0;
    const handed = fen(cash.querySelector('[data-handed]').value);
    cash.querySelector('[data-change]').textContent = shown(Math.max(0, handed - amounts[n]));
  });
  return due - sum;
}

function fill(form, row) {
  const box = row.querySelector('[name=amount]');
  const others = [...form.querySelectorAll('[data-tender]')].filter((one) => one !== row);
  const typed = others.map((one) => one.querySelector('[name=amount]'));
  const prefilled = typed.find((one) => fen(one.value) === Number(form.dataset.pay));
  if (prefilled) prefilled.value = '';
  box.value = '';
  box.value = yuan(Math.max(0, addUp(form)));
  box.focus();
  box.select();
  form.dispatchEvent(new Event('input'));
}

function another(form) {
  const rows = form.querySelectorAll('[data-tender]');
  const used = [...rows].filter((row) => fen(row.querySelector('[name=amount]').value) > 0);
  const model = used.at(-1) ?? rows[0];
  const copy = model.cloneNode(true);
  copy.querySelectorAll('[name=amount], [name=reference], [data-handed]').forEach((box) => { box.value = ''; });
  copy.querySelector('.h-error')?.remove();
  model.after(copy);
  fill(form, copy);
}

const form = document.querySelector('[data-pay]');
if (form) {
  form.addEventListener('input', () => addUp(form));
  form.addEventListener('click', (event) => {
    const button = event.target.closest('[data-fill]');
    if (button) fill(form, button.closest('[data-tender]'));
  });
  const more = form.querySelector('[data-add-tender]');
  more.hidden = false;
  more.addEventListener('click', () => another(form));
  addUp(form);
}
