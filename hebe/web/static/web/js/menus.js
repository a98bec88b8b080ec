// Menus that fold out: closed by a press beside them or Esc; long ones are narrowed by typing.
export function closeMenus() {
  const opened = () => document.querySelectorAll('details.h-menu[open]');
  document.addEventListener('click', (event) => opened().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    opened().forEach((menu) => { menu.open = false; menu.querySelector('summary').focus(); });
  });
}

const items = (menu) => [...menu.querySelectorAll('.item, a')].filter((item) => !item.hidden);

function narrow(field) {
  const said = field.value.trim().toLowerCase();
  field.closest('.h-menu').querySelectorAll('.item, a').forEach((item) => {
    item.hidden = !`${item.textContent} ${item.dataset.find ?? ''}`.toLowerCase().includes(said);
  });
}

// Arrows walk through what is left; Enter takes the first.
function walk(event, menu) {
  const left = items(menu);
  const typing = event.target.matches('[data-narrow]');
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move && left.length) { event.preventDefault(); left[(left.indexOf(document.activeElement) + move + left.length) % left.length].focus(); }
  else if (typing && event.key === 'Enter') { event.preventDefault(); left[0]?.click(); }
}

export function narrowMenus() {
  document.addEventListener('input', (event) => { if (event.target.matches?.('[data-narrow]')) narrow(event.target); });
  document.addEventListener('toggle', (event) => { if (event.target.open) event.target.querySelector?.('[data-narrow]')?.focus(); }, true);
  document.addEventListener('keydown', (event) => {
    const menu = event.target.closest?.('details.h-menu[open]');
    if (menu && event.target.matches('[data-narrow], .item, a, summary')) walk(event, menu);
  });
}
