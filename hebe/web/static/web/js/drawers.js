// Links with data-drawer open in the drawer; without JavaScript they are plain pages.
const drawer = () => document.getElementById('drawer');

async function open(url) {
  const box = drawer();
  box.setAttribute('aria-busy', 'true');
  if (!box.open) { box.showModal(); history.pushState({ drawer: true }, ''); }
  await window.htmx.ajax('GET', url, { target: '#drawer', swap: 'innerHTML' });
  box.removeAttribute('aria-busy');
  box.querySelector('[autofocus], input:not([type=hidden]), select, textarea, a, button')?.focus();
}

function close() {
  if (drawer().open) drawer().close();
}

export function watchDrawers() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-drawer]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && window.htmx) { event.preventDefault(); open(link.href); return; }
    if (event.target.closest('[data-close]') || event.target === drawer()) { event.preventDefault(); close(); }
  });
  drawer().addEventListener('close', () => { drawer().replaceChildren(); if (history.state?.drawer) history.back(); });
  window.addEventListener('popstate', close);
}
