// Lists: ticking rows shows the batch bar; the column chooser joins its ticks into one value.
export function watchTables() {
  document.querySelectorAll('form[data-batch]').forEach((form) => {
    const bar = form.querySelector('[data-batch-bar]');
    if (!bar) return;
    const rows = () => [...form.querySelectorAll('input[name=row]')];
    const count = bar.querySelector('[data-batch-count]');
    const show = () => {
      const ticked = rows().filter((row) => row.checked);
      bar.hidden = ticked.length === 0 && !form.querySelector('[name=all]').checked;
      count.textContent = `${ticked.length} ${count.dataset.words}`;
      rows().forEach((row) => row.closest('tr').classList.toggle('on', row.checked));
    };
    form.addEventListener('change', (event) => {
      if (event.target.matches('[data-batch-page]')) rows().forEach((row) => { row.checked = event.target.checked; });
      show();
    });
    show();
  });
  document.querySelectorAll('form[data-columns]').forEach((form) => form.addEventListener('submit', () => {
    const boxes = [...form.querySelectorAll('[name=column]')];
    form.elements.columns.value = boxes.filter((box) => box.checked).map((box) => box.value).join(',');
    boxes.forEach((box) => { box.disabled = true; });
  }));
}
