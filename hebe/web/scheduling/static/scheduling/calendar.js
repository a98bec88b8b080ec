// The day calendar: people, rooms and devices are columns; a booking stands in every column it needs.
import { regainFocus } from '../web/js/drawers.js';
import { toast } from '../web/js/toasts.js';
import { make } from '../web/js/words.js';

const box = document.getElementById('calendar');
const say = (name) => box.dataset[`say${name}`] ?? '';
const phone = matchMedia('(max-width: 600px)');
const REFRESH = 20000;
const WIDTH = 112; // pixels a column needs
const SHORT = 35 * 60000; // a booking of half an hour has room for one line
let calendar = null;
let feed = null;
let shown = null; // on a phone: whose column
let holding = false; // a drag or a refusal is on the screen

const icon = (name) => {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `${document.querySelector('svg.icon use').getAttribute('href').split('#')[0]}#${name}`);
  svg.append(use);
  return svg;
};
const local = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 19);

function head({ resource }) {
  const { icon: name, sub, percent, tone } = resource.extendedProps;
  const part = make('div', 'sc-res');
  const title = make('b', '');
  title.append(icon(name), document.createTextNode(resource.title));
  const use = make('span', 'use');
  const bar = make('span', 'h-bar');
  const fill = make('i', '');
  fill.dataset.tone = tone;
  fill.style.width = `${percent}%`;
  bar.append(fill);
  use.append(bar, `${percent}%`);
  part.append(title, make('small', '', sub), use);
  return { domNodes: [part] };
}

function block({ event }) {
  const more = event.extendedProps;
  if (event.display === 'background') return { domNodes: [make('span', 'sc-reason', event.title ?? '')] };
  const part = make('div', 'h-slot');
  part.dataset.tone = more.tone;
  const first = make('div', '');
  first.append(make('b', '', event.title), ' ', make('span', 'num', more.clock));
  const isShort = event.end - event.start <= SHORT;
  if (isShort) first.append(' ', more.item);
  part.append(...(isShort ? [first] : [first, make('div', '', more.item)]));
  if (more.lost) first.prepend(icon('alert-triangle'), ' ');
  if (more.status) part.title = [`${more.clock} ${event.title}`, more.item, more.status, more.lost].filter(Boolean).join(' · ');
  return { domNodes: [part] };
}

function eventOf(row) {
  if (row.off) return { ...row, display: 'background', classNames: ['h-off'], backgroundColor: 'transparent', editable: false };
  const { id, resourceIds, start, end, title, ...extendedProps } = row;
  return { id, resourceIds, start, end, title, extendedProps, backgroundColor: 'transparent', editable: row.movable && !phone.matches, classNames: row.url ? [] : ['sc-stranger'] };
}

const resourceOf = ({ id, title, ...extendedProps }) => ({ id, title, extendedProps });

function columns() {
  if (!phone.matches) return feed.resources.map(resourceOf);
  const one = feed.resources.find((r) => r.id === shown) ?? feed.resources[0];
  shown = one?.id;
  return one ? [resourceOf(one)] : [];
}

function chips() {
  const bar = document.querySelector('.sc-chips');
  bar.replaceChildren(...feed.resources.map((resource) => {
    const chip = make('button', `h-chip${resource.id === shown ? ' on' : ''}`, resource.title, { type: 'button' });
    chip.setAttribute('aria-pressed', String(resource.id === shown));
    chip.onclick = () => { shown = resource.id; show(); };
    return chip;
  }));
}

function show() {
  const focused = document.activeElement.dataset?.block;
  const list = columns();
  const visible = new Set(list.map((r) => r.id));
  calendar.setOption('resources', list);
  calendar.setOption('events', feed.events.filter((row) => row.resourceIds.some((id) => visible.has(id))).map(eventOf));
  box.style.minWidth = phone.matches ? '' : `${56 + list.length * WIDTH}px`;
  chips();
  requestAnimationFrame(() => { plain(); keepFocus(focused); });
}

// Drawn anew, the block that had the focus has it again.
function keepFocus(block) {
  if (block && document.activeElement === document.body) box.querySelector(`.is-${block}`)?.focus();
  else regainFocus();
}

// The library calls itself a table; its columns hold bookings, not rows of cells.
function plain() {
  const marks = ['role', ...['col', 'row'].flatMap((way) => ['index', 'count', 'span'].map((what) => `aria-${way}${what}`))];
  box.querySelectorAll(marks.map((mark) => `[${mark}]:not([role=button])`).join()).forEach((part) => marks.forEach((mark) => part.removeAttribute(mark)));
}

async function load() {
  const answer = await fetch(box.dataset.feed, { headers: { Accept: 'application/json', 'Hebe-Unasked': '1' } });
  if (!answer.ok) return false;
  feed = await answer.json();
  return true;
}

async function refresh() {
  if (holding || document.hidden || document.querySelector('dialog[open]')) return;
  if (await load()) show();
}

async function send(address, fields) {
  const token = JSON.parse(document.body.getAttribute('hx-headers:inherited'))['X-CSRFToken'];
  const body = new FormData();
  Object.entries({ once: crypto.randomUUID?.() ?? String(Math.random()), ...fields }).forEach(([name, value]) => body.append(name, value));
  const answer = await fetch(address, { method: 'POST', body, headers: { 'X-CSRFToken': token } });
  const said = await answer.json().catch(() => ({ message: document.body.dataset.wordFailed }));
  return { ok: answer.ok, ...said };
}

async function moved(info) {
  const { event, oldEvent, oldResource, newResource } = info;
  holding = true;
  const whole = (at) => local(new Date(at.getTime() - (event.extendedProps.late ?? 0) * 60000)); // a later part moves all of it
  const fields = { starts_at: whole(event.start), expected: whole(oldEvent.start), from: oldResource?.id ?? '', to: newResource?.id ?? '' };
  const said = await send(event.extendedProps.move, fields).catch(() => ({ message: document.body.dataset.wordFailed }));
  if (said.ok) { holding = false; toast(said.said); await refresh(); return; }
  const place = document.querySelector(`.ec-event.is-${event.id}`)?.getBoundingClientRect();
  info.revert();
  clash(said, place ?? { right: innerWidth / 2, top: innerHeight / 3 }, async (more) => settle(await send(event.extendedProps.move, { ...fields, ...more })));
}

async function settle(said) {
  closeClash();
  toast(said.ok ? said.said : [said.message, said.advice].filter(Boolean).join(' '), said.ok ? 'good' : 'bad');
  await refresh();
}

function closeClash() {
  document.querySelector('.sc-clash')?.remove();
  holding = false;
}

// Why it does not fit, that nothing was changed, and when it would fit.
function clash(said, place, choose) {
  closeClash();
  holding = true;
  const panel = make('div', 'sc-clash');
  panel.setAttribute('role', 'alertdialog');
  panel.setAttribute('aria-label', say('Clash'));
  const top = make('header', '');
  const shut = make('button', 'btn btn-sm btn-quiet', say('Close'), { type: 'button' });
  shut.onclick = () => { closeClash(); refresh(); };
  top.append(icon('alert-triangle'), make('span', '', say('Clash')), shut);
  panel.append(top, make('div', '', said.message));
  if (said.stays) panel.append(make('div', 'quiet', said.stays));
  if (said.advice) panel.append(make('div', '', said.advice));
  if (said.times?.length) {
    const row = make('div', 'row-flex');
    said.times.forEach(({ at, label }, n) => {
      const button = make('button', `btn btn-sm${n ? '' : ' btn-soft'}`, label, { type: 'button' });
      button.onclick = () => choose({ starts_at: at });
      row.append(button);
    });
    panel.append(make('div', 'small quiet', say('Near')), row);
  }
  if (said.ask) panel.append(reasonFor(said.ask, choose));
  const card = document.querySelector('.sc-card');
  card.append(panel);
  const around = card.getBoundingClientRect();
  panel.style.left = `${Math.max(12, Math.min(place.right - around.left + 10, around.width - 340))}px`;
  panel.style.top = `${Math.max(12, Math.min(place.top - around.top, around.height - panel.offsetHeight - 12))}px`;
  (panel.querySelector('.row-flex button') ?? shut).focus();
}

// Who may wave it through says why, and it is moved there after all.
function reasonFor(name, choose) {
  const form = make('form', 'row-flex sc-anyway');
  const input = make('input', 'h-input', '', { name, maxLength: 200, required: true, placeholder: say('Why') });
  input.setAttribute('aria-label', say('Why'));
  form.append(input, make('button', 'btn btn-sm', say('Anyway')));
  form.onsubmit = (event) => { event.preventDefault(); if (input.value.trim()) choose({ [name]: input.value }); };
  return form;
}

function openDrawer(address, from = '') {
  const link = make('a', '', '', { href: address });
  link.dataset.drawer = '';
  link.dataset.opener = from;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

// A press on free time books there: the column says with whom or where.
function bookAt({ date, resource }) {
  if (!box.dataset.book || date < new Date(feed.now)) return;
  const query = new URLSearchParams({ day: box.dataset.day, start: local(date) });
  const [, key] = (resource?.id ?? '').split('-');
  const kind = resource?.extendedProps.kind;
  if (key) query.set(kind === 'advisor' ? 'companion' : kind, key);
  openDrawer(`${box.dataset.book}?${query}`);
}

function options() {
  return {
    view: 'resourceTimeGridDay', date: box.dataset.day, locale: document.documentElement.lang === 'en' ? 'en-GB' : 'zh-CN', height: '100%',
    headerToolbar: { start: '', center: '', end: '' }, slotMinTime: feed.opens, slotMaxTime: feed.closes, slotDuration: '00:30', snapDuration: '00:15', slotHeight: 33,
    allDaySlot: false, nowIndicator: true, editable: true, eventDurationEditable: false, longPressDelay: 300, slotEventOverlap: false,
    scrollTime: feed.now.startsWith(box.dataset.day) ? `${String(Math.max(0, Number(feed.now.slice(11, 13)) - 1)).padStart(2, '0')}:00` : feed.opens,
    slotLabelFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
    resources: [], events: [], resourceLabelContent: head, eventContent: block,
    eventClassNames: ({ event }) => [`is-${event.id}`],
    eventDidMount: ({ el, event }) => { el.dataset.block = event.id; },
    eventClick: ({ event }) => { if (event.extendedProps.url) openDrawer(event.extendedProps.url, `.ec-event.is-${event.id}`); },
    eventDragStart: () => { holding = true; }, eventDragStop: () => { holding = false; },
    eventDrop: moved, dateClick: bookAt,
  };
}

async function start() {
  if (!(await load())) return;
  if (!feed.resources.length) { box.classList.add('idle'); box.append(make('div', 'h-empty', say('None'))); return; }
  calendar = window.EventCalendar.create(box, options());
  show();
  phone.addEventListener('change', show);
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && document.querySelector('.sc-clash')) { closeClash(); refresh(); } });
  document.addEventListener('visibilitychange', refresh);
  setInterval(refresh, REFRESH);
}

if (box) start();
