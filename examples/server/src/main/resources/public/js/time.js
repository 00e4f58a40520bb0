// Keeps the times on a page current. The words follow the same rules as TimeTeller on the server.

const HOUR = 60;
const count = (number, unit) => `${number} ${unit}${number === 1 ? '' : 's'}`;

const dayNumber = (instant, zone) => {
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(instant).split('-').map(Number);
  return { year, number: Math.round(Date.UTC(year, month - 1, day) / 86400000) };
};

export function relative(instant, now, zone) {
  const seconds = Math.abs(instant - now) / 1000;
  const ahead = instant >= now;
  if (seconds < 45) return 'now';
  const text = distance(instant, now, zone, seconds, ahead);
  if (text === 'tomorrow' || text === 'yesterday') return text;
  return ahead ? `in ${text}` : `${text} ago`;
}

function distance(instant, now, zone, seconds, ahead) {
  const minutes = ahead ? Math.floor((Math.floor(seconds) + 59) / 60) : Math.max(1, Math.floor(seconds / 60));
  if (minutes < HOUR) return count(minutes, 'minute');
  const hours = Math.floor(minutes / HOUR);
  if (hours < 6) return minutes % HOUR === 0 ? count(hours, 'hour') : `${hours} h ${minutes % HOUR} min`;
  const days = Math.abs(dayNumber(instant, zone).number - dayNumber(now, zone).number);
  if (days === 0) return count(hours, 'hour');
  if (days === 1) return ahead ? 'tomorrow' : 'yesterday';
  if (days < 14) return count(days, 'day');
  return days < 60 ? count(Math.floor(days / 7), 'week') : count(Math.floor(days / 30), 'month');
}

export function clock(instant, zone) {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' }).format(instant);
}

export function day(instant, now, zone) {
  const there = dayNumber(instant, zone);
  const today = dayNumber(now, zone);
  if (there.number === today.number) return 'Today';
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
      .formatToParts(instant).map((part) => [part.type, part.value]));
  const text = `${parts.weekday} ${parts.day} ${parts.month.slice(0, 3)}`;
  return there.year === today.year ? text : `${text} ${parts.year}`;
}

export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** Milliseconds the server's clock is ahead of this device's. */
let ahead = 0;
export const serverNow = () => Date.now() + ahead;

function refresh(element, mayTranslate) {
  const instant = Date.parse(element.dateTime);
  const written = element.dataset.zone;
  const zone = mayTranslate ? ownZone() : written;
  const now = serverNow();
  const kind = element.dataset.time;
  if (kind === 'relative') {
    const before = element.dataset.before ? `${element.dataset.before} ` : element.textContent.match(/^(Started|Ended) /)?.[0] ?? '';
    const words = relative(instant, now, zone);
    setText(element, before && words === 'now' ? `${before}just now` : before + words);
  } else if (zone !== written) {
    setText(element, kind === 'clock' ? clock(instant, zone) : `${day(instant, now, zone)}, ${clock(instant, zone)}`);
    element.dataset.zone = zone;
  }
}

const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

/** Starts keeping times current; asks the server to write in this device's zone from now on. */
export function keepTimes() {
  const told = Number(document.body.dataset.now);
  if (told) ahead = told - Date.now();
  const mayTranslate = !document.body.hasAttribute('data-fixed-zone');
  const zone = ownZone();
  if (!document.cookie.includes(`zone=${encodeURIComponent(zone)}`)) {
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }
  const all = () => document.querySelectorAll('time[data-time]').forEach((element) => refresh(element, mayTranslate));
  all();
  setInterval(all, 15000);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && all());
}
