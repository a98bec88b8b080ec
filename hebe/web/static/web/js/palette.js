// One search box everywhere: ⌘K, Ctrl-K or / opens it, arrows choose, Enter goes.
export const isTyping = (event) => event.target.matches?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');

export function watchPalette() {
  const box = document.getElementById('palette');
  if (!box) return;
  const input = box.querySelector('input');
  const hits = () => [...box.querySelectorAll('.results a[href], .results button')];
  const show = () => { if (!box.open) box.showModal(); input.select(); };
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-palette]')) show();
    if (event.target === box) box.close();
  });
  document.addEventListener('keydown', (event) => {
    const summoned = event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey);
    const slash = event.key === '/' && !isTyping(event) && !document.querySelector('dialog[open]');
    if (summoned || slash) { event.preventDefault(); show(); }
  });
  input.addEventListener('input', () => { if (!input.value.trim()) box.querySelector('.results').replaceChildren(); });
  box.addEventListener('htmx:after:swap', () => input.setAttribute('aria-expanded', String(hits().length > 0)));
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { event.preventDefault(); box.close(); return; } // one press, though the field holds text
    const all = hits();
    const at = all.findIndex((hit) => hit.classList.contains('on'));
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && all.length) { event.preventDefault(); choose(all, at, move, input); }
    else if (event.key === 'Enter' && event.target === input) { event.preventDefault(); (all[at] ?? all[0])?.click(); }
  });
}

function choose(all, at, move, input) {
  const next = all[at < 0 ? (move > 0 ? 0 : all.length - 1) : (at + move + all.length) % all.length];
  all[at]?.classList.remove('on');
  next.classList.add('on');
  next.id ||= `hit-${all.indexOf(next)}`;
  input.setAttribute('aria-activedescendant', next.id);
  next.scrollIntoView({ block: 'nearest' });
}
