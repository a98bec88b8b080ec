// A password that is being chosen: shown on request, and a word when Caps Lock is on.
const fields = [...document.querySelectorAll('input[type=password]')];
const caps = document.querySelector('[data-caps]');
const reveal = document.querySelector('[data-reveal]');

document.addEventListener('keydown', (event) => {
  caps.hidden = !event.getModifierState?.('CapsLock');
});

reveal.hidden = false;
reveal.addEventListener('change', ({ target }) => {
  fields.forEach((field) => { field.type = target.checked ? 'text' : 'password'; });
});
