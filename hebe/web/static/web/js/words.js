// The few sentences that scripts say, in the language of the page: data-word-... of the body.
export function words() {
  const said = Object.entries(document.body.dataset).filter(([name]) => name.startsWith('word'));
  return Object.fromEntries(said.map(([name, text]) => [name[4].toLowerCase() + name.slice(5), text]));
}

export function make(tag, className, text = '', more = {}) {
  return Object.assign(document.createElement(tag), { className, textContent: text }, more);
}
