// The builder of every list's advanced filter: a tree of conditions in, `where` as JSON out.
const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
};
const json = (id) => JSON.parse(document.getElementById(id).textContent);

function build(form) {
  const words = JSON.parse(form.dataset.words);
  const fields = json('filter-fields');
  const days = json('filter-days');
  const byCode = Object.fromEntries(fields.map((field) => [field.code, field]));
  const root = form.querySelector('[data-builder]');
  const says = form.querySelector('[data-matching]');
  let tree = normal(json('filter-tree'));
  let waiting = 0;

  // What stands in a "not" is kept as it came: it can be removed, and is written by programs.
  function inside(child) { return child.field || child.not ? { ...child } : normal(child); }
  function normal(node) {
    const word = node.any ? 'any' : 'all';
    const single = node.field || node.not ? [{ ...node }] : [];
    return { word, nodes: (node[word] ?? single).filter((child) => !child.field || byCode[child.field]).map(inside) };
  }

  const whole = (node) => {
    if (node.nodes) {
      const nodes = node.nodes.map(whole).filter(Boolean);
      return nodes.length ? { [node.word]: nodes } : null;
    }
    if (node.not) return { not: node.not };
    const op = byCode[node.field].ops.find(([code]) => code === node.op);
    if (op[2]) return { field: node.field, op: node.op };
    const value = node.value;
    const empty = Array.isArray(value) ? !value.length || value.some((v) => v === '') : value === undefined || value === '';
    return empty ? null : { field: node.field, op: node.op, value };
  };

  async function count() {
    const node = whole(tree);
    form.elements.where.value = node ? JSON.stringify(node) : '';
    if (!node) { says.textContent = words.unfinished; return; }
    const answer = await fetch(`${form.dataset.countUrl}?count=1&where=${encodeURIComponent(JSON.stringify(node))}`);
    says.textContent = answer.ok ? words.count.replace('{count}', (await answer.json()).count) : words.unfinished;
  }
  const changed = () => { clearTimeout(waiting); waiting = setTimeout(count, 250); };
  const parts = () => [...root.querySelectorAll('select, input, button')];

  // Who goes by keys stays where she was; after adding, that is the new condition.
  function redraw() {
    const at = parts().indexOf(document.activeElement);
    root.replaceChildren(group(tree, true));
    parts()[at]?.focus();
    changed();
  }

  function select(options, value, onchange, label) {
    const box = make('select', { className: 'h-input', ariaLabel: label });
    const groups = {};
    options.forEach(([code, text, section]) => {
      const at = section ? (groups[section] ??= box.appendChild(make('optgroup', { label: section }))) : box;
      at.append(make('option', { value: code, textContent: text, selected: String(code) === String(value) }));
    });
    box.addEventListener('change', () => onchange(box.value));
    return box;
  }

  function input({ kind, label }, value, oninput) {
    const types = { day: 'date', number: 'number', money: 'text' };
    const box = make('input', { className: 'h-input', type: types[kind] ?? 'text', value: value ?? '', ariaLabel: label });
    if (kind === 'money' || kind === 'number') box.inputMode = 'decimal';
    box.addEventListener('input', () => { oninput(box.value.trim()); changed(); });
    return box;
  }

  // A day is one that moves with the calendar, or a date.
  function day(field, value, onchange) {
    const box = make('div', { className: 'h-flow day' });
    const named = days.some(([code]) => code === value);
    const date = input({ kind: 'day', label: field.label }, named ? '' : value, onchange);
    const pick = select([['', words.date], ...days], named ? value : '', (code) => { date.hidden = Boolean(code); onchange(code || date.value); changed(); }, field.label);
    date.hidden = named;
    box.append(pick, date);
    return box;
  }

  // Long choices get a box that narrows them; what is ticked stays in sight.
  function ticks(node, field) {
    const chosen = new Set([node.value ?? []].flat().map(String));
    const labels = field.choices.map(([code, text]) => {
      const tick = make('input', { type: 'checkbox', checked: chosen.has(code) });
      tick.addEventListener('change', () => { tick.checked ? chosen.add(code) : chosen.delete(code); node.value = [...chosen]; changed(); });
      return make('label', { className: 'h-chip' }, tick, text);
    });
    if (labels.length < 16) return labels;
    const box = make('input', { className: 'h-input', type: 'search', placeholder: words.find, ariaLabel: words.find });
    const narrow = () => labels.forEach((label, at) => { label.hidden = !chosen.has(field.choices[at][0]) && !(box.value ? label.textContent.toLowerCase().includes(box.value.toLowerCase()) : at < 12); });
    box.addEventListener('input', narrow);
    box.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault(); });
    narrow();
    return [box, ...labels];
  }

  function values(node, field) {
    const box = make('div', { className: 'values' });
    const op = field.ops.find(([code]) => code === node.op);
    if (op[2]) return box;
    const put = (at) => (v) => { node.value[at] = v; };
    if (field.choices.length || field.kind === 'tags') {
      box.append(...ticks(node, field));
    } else if (field.kind === 'day' && !node.op.endsWith('_days')) {
      if (node.op === 'between') {
        node.value = Array.isArray(node.value) ? node.value : ['', ''];
        box.append(day(field, node.value[0], put(0)), words.and, day(field, node.value[1], put(1)));
      } else {
        box.append(day(field, node.value, (v) => { node.value = v; }));
      }
    } else if (node.op === 'between') {
      node.value = Array.isArray(node.value) ? node.value : ['', ''];
      box.append(input(field, node.value[0], put(0)), words.and, input(field, node.value[1], put(1)));
    } else if (node.op.endsWith('_days')) {
      box.append(input({ kind: 'number', label: field.label }, node.value, (v) => { node.value = v; }), words.days);
    } else {
      box.append(input(field, node.value, (v) => { node.value = v; }));
    }
    return box;
  }

  function remove(parent, node, label) {
    const button = make('button', { className: 'btn btn-quiet btn-icon btn-sm', type: 'button', ariaLabel: label, textContent: '×' });
    button.addEventListener('click', () => { parent.nodes.splice(parent.nodes.indexOf(node), 1); redraw(); });
    return button;
  }

  function condition(node, parent) {
    if (node.not) return make('div', { className: 'cond' }, make('span', { className: 'quiet fixed', textContent: words.kept }), remove(parent, node, words.remove));
    const field = byCode[node.field];
    return make('div', { className: 'cond' },
      select(fields.map((f) => [f.code, f.label, f.section]), node.field, (code) => { Object.assign(node, fresh(code)); redraw(); }, words.field),
      select(field.ops, node.op, (op) => { node.op = op; delete node.value; redraw(); }, field.label),
      remove(parent, node, words.remove), values(node, field));
  }

  const fresh = (code) => ({ field: code, op: byCode[code].ops[0][0], value: undefined });

  function group(node, outer, parent) {
    const head = make('div', { className: 'row-flex small' }, make('span', { className: 'quiet', textContent: words.match }),
      select([['all', words.all], ['any', words.any]], node.word, (word) => { node.word = word; changed(); }, words.match), words.of);
    if (!outer) head.append(remove(parent, node, words.removeGroup));
    const box = make('div', { className: 'group' }, head, ...node.nodes.map((child) => (child.nodes ? group(child, false, node) : condition(child, node))));
    const add = make('button', { className: 'btn btn-sm', type: 'button', textContent: `+ ${words.add}` });
    add.addEventListener('click', () => { node.nodes.push(fresh(fields[0].code)); redraw(); });
    const foot = make('div', { className: 'row-flex' }, add);
    if (outer) {
      const more = make('button', { className: 'btn btn-sm', type: 'button', textContent: `+ ${words.group}` });
      more.addEventListener('click', () => { node.nodes.push({ word: 'any', nodes: [fresh(fields[0].code)] }); redraw(); });
      foot.append(more);
    }
    box.append(foot);
    return box;
  }

  form.addEventListener('click', (event) => {
    const chip = event.target.closest('[data-add]');
    if (chip) { tree.nodes.push(fresh(chip.dataset.add)); redraw(); }
  });
  form.addEventListener('submit', () => { const node = whole(tree); form.elements.where.value = node ? JSON.stringify(node) : ''; });
  redraw();
}

export function watchFilters() {
  const look = () => document.querySelectorAll('[data-filter-builder]:not([data-built])').forEach((form) => { form.dataset.built = '1'; build(form); });
  const drawer = document.getElementById('drawer');
  if (drawer) new MutationObserver(look).observe(drawer, { childList: true, subtree: true });
  look();
}
