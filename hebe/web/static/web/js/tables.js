// Lists: ticking rows shows the batch bar; the column chooser joins its ticks into one value.
const grouped = (n) => n.toLocaleString('en-US');

function watchBatch(form) {
  const bar = form.querySelector('[data-batch-bar]');
  if (!bar || form.dataset.watched) return;
  form.dataset.watched = '1';
  const rows = () => [...form.querySelectorAll('input[name=row]')];
  const page = form.querySelector('[data-batch-page]');
  const every = form.elements.all;
  const count = bar.querySelector('[data-batch-count]');
  const show = () => {
    const ticked = rows().filter((row) => row.checked).length;
    bar.hidden = ticked === 0 && !every.checked;
    count.textContent = every.checked ? count.dataset.all.replace('{n}', count.dataset.total) : count.dataset.some.replace('{n}', grouped(ticked));
    rows().forEach((row) => row.closest('tr').classList.toggle('on', row.checked));
    if (page) { page.checked = ticked > 0 && ticked === rows().length; page.indeterminate = ticked > 0 && ticked < rows().length; }
  };
  // A thumb need not meet the tick itself.
  form.addEventListener('click', (event) => { if (event.target.matches('.tick')) event.target.querySelector('input')?.click(); });
  const all = (on) => rows().forEach((row) => { row.checked = on; });
  form.addEventListener('change', (event) => {
    if (event.target === page) { all(page.checked); if (!page.checked) every.checked = false; }
    else if (event.target === every) all(every.checked);
    else if (event.target.name === 'row' && !event.target.checked) every.checked = false;
    show();
  });
  show();
}

function watchColumns(form) {
  form.addEventListener('click', (event) => {
    const line = event.target.closest('[data-up]')?.closest('.h-column');
    if (!line?.previousElementSibling?.matches('.h-column')) return;
    line.previousElementSibling.before(line);
    line.querySelector('[data-up]').focus();
  });
  form.addEventListener('submit', () => {
    const boxes = [...form.querySelectorAll('[name=column]')];
    form.elements.columns.value = boxes.filter((box) => box.checked).map((box) => box.value).join(',');
    boxes.forEach((box) => { box.disabled = true; });
  });
}

// Empty filters stay out of the address.
function tidyAddress(form) {
  form.addEventListener('submit', () => [...form.elements].forEach((field) => { if (field.name && !field.value) field.disabled = true; }));
}

// On a phone the filters fold away behind one button; without scripts they stand open.
function foldFilters(form) {
  const button = form.querySelector('[data-unfold]');
  if (!button) return;
  form.classList.add('folded');
  button.addEventListener('click', () => button.setAttribute('aria-expanded', String(!form.classList.toggle('folded'))));
}

export function watchTables() {
  const look = () => document.querySelectorAll('form[data-batch]').forEach(watchBatch);
  look();
  document.addEventListener('htmx:after:swap', look);
  document.querySelectorAll('.h-table.cards td').forEach((cell) => cell.classList.toggle('blank', /^[—\s]*$/.test(cell.textContent) && !cell.querySelector('input, img, svg')));
  document.querySelectorAll('form[data-columns]').forEach(watchColumns);
  document.querySelectorAll('.h-filters > form[role=search]').forEach((form) => { tidyAddress(form); foldFilters(form); });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) document.querySelectorAll('.h-filters :disabled, form[data-columns] :disabled').forEach((field) => { field.disabled = false; });
  });
}
