// The class form: date, time, zone and numbers are checked while typing, and the start is told in words.
import './picture.js';
import { keep, restore } from './drafts.js';
import { clock, day, ownZone, relative, serverNow } from './time.js';

const form = document.querySelector('[data-schedule]');
const preview = form.querySelector('[data-preview]');
const field = (name) => form.elements.namedItem(name);
const touched = new Set();

const wallClock = (instant, zone) => {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  }).formatToParts(instant).map((part) => [part.type, part.value]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
};

/** All instants at which the zone's wall clock shows this time: none in a gap, two when the clocks go back. */
export function instantsAt(date, time, zone) {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wanted)) return undefined;
  const offsets = new Set([-86400000, 0, 86400000].map((shift) => wallClock(wanted + shift, zone) - (wanted + shift)));
  return [...offsets].map((offset) => wanted - offset).filter((instant) => wallClock(instant, zone) === wanted).sort((a, b) => a - b);
}

function whole(name, least, most, word) {
  const text = field(name).value.trim();
  if (!/^-?\d+$/.test(text) || Number(text) < least || Number(text) > most) {
    return `${word} is a whole number from ${least.toLocaleString('en-GB')} to ${most.toLocaleString('en-GB')}.`;
  }
  return '';
}

function startProblem() {
  const date = field('date').value;
  const time = field('time').value;
  if (!date || !time) return '';
  const instants = instantsAt(date, time, field('zone').value);
  if (!instants) return 'Give the start as hours and minutes.';
  if (instants.length === 0) return `${time} does not exist on this day: the clocks go forward. Choose a later time.`;
  return instants[0] < serverNow() ? 'This time is over. Choose a later one.' : '';
}

const checks = {
  title: () => (field('title').value.trim() ? '' : 'Give the class a title.'),
  ...(form.dataset.schedule === 'all' && {
  date: () => (field('date').value ? '' : 'Choose the day.'),
  time: () => (field('time').value ? startProblem() : 'Choose the start.'),
  durationMinutes: () => whole('durationMinutes', 1, 720, 'The length'),
  priceInTokens: () => whole('priceInTokens', 0, 1000000, 'The price'),
  capacity: () => (field('capacity').value.trim() === '' ? '' : whole('capacity', 1, 1000000, 'The number of seats')),
  }),
};

function check(name) {
  const message = checks[name]();
  const box = form.querySelector(`[data-field="${name}"]`);
  const place = document.getElementById(`${name}-error`);
  box.classList.toggle('field-wrong', Boolean(message));
  if (message) field(name).setAttribute('aria-invalid', 'true');
  else field(name).removeAttribute('aria-invalid');
  const text = message ? `▲ ${message}` : '';
  if (place.textContent !== text) place.textContent = text;
  return !message;
}

function tell() {
  const date = field('date').value;
  const time = field('time').value;
  const zone = field('zone').value;
  const instants = date && time ? instantsAt(date, time, zone) : undefined;
  if (!instants?.length) {
    preview.textContent = '';
    return;
  }
  const now = serverNow();
  const here = ownZone();
  const parts = [`${day(instants[0], now, zone)}, ${clock(instants[0], zone)}, ${relative(instants[0], now, zone)}.`];
  if (clock(instants[0], here).slice(0, 5) !== time) parts.push(`That is ${clock(instants[0], here)} where you are.`);
  if (instants.length > 1) parts.push('The clocks go back that night and this time comes twice; the first one is meant.');
  preview.textContent = parts.join(' ');
}

function offerOwnZone() {
  const zone = field('zone');
  if (zone.value || [...zone.options].some((option) => option.value === ownZone()) === false) return;
  zone.value = ownZone();
}

// a page that tells what is wrong holds what was typed already
const answered = Boolean(document.querySelector('.field-wrong, [data-problems]'));
if (!answered) restore(form);
keep(form);

let later;
form.addEventListener('input', (event) => {
  clearTimeout(later);
  later = setTimeout(() => {
    if (form.dataset.schedule === 'all') tell();
    const name = event.target.name;
    if (checks[name] && (event.target.value || touched.has(name))) {
      touched.add(name);
      check(name);
    }
    if (['date', 'zone'].includes(name) && field('time').value) check('time');
  }, 300);
});
form.addEventListener('focusout', (event) => {
  if (!checks[event.target.name] || event.relatedTarget?.type === 'submit') return;
  if (event.target.value || touched.has(event.target.name)) {
    touched.add(event.target.name);
    check(event.target.name);
  }
});
form.addEventListener('submit', (event) => {
  const wrong = Object.keys(checks).filter((name) => !check(name));
  Object.keys(checks).forEach((name) => touched.add(name));
  if (wrong.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  field(wrong[0]).focus();
}, true);

if (form.dataset.schedule === 'all') {
  offerOwnZone();
  tell();
}
