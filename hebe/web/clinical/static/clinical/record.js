// One more row for the plan.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-plan-more]');
  if (!button) return;
  const rows = button.parentElement.querySelectorAll('.r-line');
  const row = rows[rows.length - 1].cloneNode(true);
  row.querySelectorAll('select, input').forEach((field) => { field.value = field.type === 'number' ? '1' : ''; });
  rows[rows.length - 1].after(row);
  row.querySelector('select').focus();
});
