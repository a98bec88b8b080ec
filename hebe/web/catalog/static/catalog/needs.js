// Adds and takes out the lines of what an item takes; a kind of device is asked for where one is needed.
const box = document.querySelector('[data-needs]');
const rows = () => [...box.querySelectorAll('.k-need')];
const fields = (row) => [...row.querySelectorAll('input, select')];

function fit(row) {
  const [what, device] = fields(row);
  device.hidden = what.value !== 'device-';
  device.required = !device.hidden;
}

function empty(row) {
  fields(row).forEach((field) => { field.value = field.name.endsWith('-quantity') ? '1' : ''; });
  fit(row);
  return row;
}

function more() {
  const row = empty(rows().at(-1).cloneNode(true));
  rows().at(-1).after(row);
  fields(row)[0].focus();
}

function less(row) {
  const near = row.previousElementSibling ?? row.nextElementSibling;
  if (rows().length > 1) row.remove();
  else empty(row);
  near?.querySelector('select')?.focus();
  box.closest('form').dispatchEvent(new Event('input', { bubbles: true }));
}

if (box) {
  box.addEventListener('change', (event) => fit(event.target.closest('.k-need')));
  box.addEventListener('click', (event) => {
    if (event.target.closest('[data-need-more]')) more();
    const out = event.target.closest('[data-need-less]');
    if (out) less(out.closest('.k-need'));
  });
  rows().forEach(fit);
}
