// One search box everywhere: ⌘K, Ctrl-K or / opens it, arrows choose, Enter goes.
export function watchPalette() {
  const box = document.getElementById('palette');
  if (!box) return;
  const input = box.querySelector('input');
  const links = () => [...box.querySelectorAll('a')];
  const show = () => { if (!box.open) box.showModal(); input.select(); };
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-palette]')) show();
    if (event.target === box) box.close();
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target.matches?.('input, textarea, select, [contenteditable]');
    if ((event.key === 'k' && (event.metaKey || event.ctrlKey)) || (event.key === '/' && !typing)) { event.preventDefault(); show(); }
  });
  box.addEventListener('keydown', (event) => {
    const all = links();
    const at = all.findIndex((link) => link.classList.contains('on'));
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && all.length) {
      event.preventDefault();
      all[at]?.classList.remove('on');
      const next = all[(at + move + all.length) % all.length];
      next.classList.add('on');
      next.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && all.length) {
      event.preventDefault();
      (all[at] ?? all[0]).click();
    }
  });
}
