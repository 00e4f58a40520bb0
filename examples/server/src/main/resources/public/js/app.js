// What every page does: times, theme, balance, menus, forms that cannot be sent twice, confirmation dialogs, offline.
import { get } from './http.js';
import { keepTimes } from './time.js';

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

export function announce(text) {
  const place = one('[data-announce]');
  if (place && place.textContent !== text) place.textContent = text;
}

function theme() {
  const button = one('[data-theme-switch]');
  if (!button) return;
  const root = document.documentElement;
  const device = matchMedia('(prefers-color-scheme: dark)');
  const dark = () => root.dataset.theme === 'dark' || (root.dataset.theme !== 'light' && device.matches);
  const tell = () => button.setAttribute('aria-label', dark() ? 'Switch to light' : 'Switch to dark');
  button.hidden = false;
  tell();
  device.addEventListener('change', tell);
  button.addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    one('meta[name="color-scheme"]').content = root.dataset.theme;
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
    tell();
  });
}

const channel = 'BroadcastChannel' in window ? new BroadcastChannel('stagedoor') : undefined;

export function showBalance(balance, tell = true) {
  const pill = one('[data-balance]');
  if (!pill || !Number.isFinite(balance)) return;
  const before = Number(pill.dataset.balance);
  if (before === balance) return;
  pill.dataset.balance = balance;
  all('[data-balance-figure]').forEach((element) => (element.textContent = balance.toLocaleString('en-GB')));
  all('[data-balance-unit]').forEach((element) => (element.textContent = balance === 1 ? 'token' : 'tokens'));
  announce(`You have ${balance} ${balance === 1 ? 'token' : 'tokens'} now.`);
  if (tell) channel?.postMessage({ balance });
}

function balance() {
  const pill = one('[data-balance]');
  if (!pill) return;
  channel?.addEventListener('message', (event) => showBalance(event.data?.balance, false));
  channel?.postMessage({ balance: Number(pill.dataset.balance) });
  const ask = () => get('/api/tokens/balance').then((answer) => showBalance(answer.balance)).catch(() => undefined);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask());
  addEventListener('pageshow', (event) => event.persisted && ask());
  addEventListener('online', ask);
  setInterval(() => document.visibilityState === 'visible' && ask(), 60000);
  listenToWallet();
}

// One tab listens for all tabs of this browser: browsers open few connections to a server, and a class needs its own.
function listenToWallet() {
  if (!('locks' in navigator) || !channel) return;
  navigator.locks
    .request('stagedoor-wallet', () => new Promise(() => {
      const wallet = new EventSource('/api/me/events');
      wallet.addEventListener('balance', (event) => {
        const { balance } = JSON.parse(event.data);
        showBalance(balance, false);
        channel.postMessage({ balance });
      });
    }))
    .catch(() => undefined);
}

function menus() {
  const open = () => all('details[data-menu][open]');
  document.addEventListener('click', (event) => open().forEach((menu) => menu.contains(event.target) || (menu.open = false)));
  document.addEventListener('keydown', (event) => {
    const menu = event.target.closest?.('details[data-menu]');
    if (event.key === 'Escape') {
      open().forEach((shown) => {
        shown.open = false;
        if (shown.contains(document.activeElement)) one('summary', shown).focus();
      });
    } else if (menu && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      menu.open = true;
      const items = all('a, button', menu).filter((item) => item.tagName !== 'SUMMARY');
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const at = items.indexOf(document.activeElement);
      const next = at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length;
      items[next]?.focus();
    }
  });
  document.addEventListener('toggle', (event) => {
    if (!event.target.matches?.('details[data-menu]') || !event.target.open) return;
    open().forEach((menu) => menu === event.target || (menu.open = false));
  }, true);
}

/** A form with data-once goes out once; the button says what is happening. */
function forms() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-once]')) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    const button = event.submitter ?? one('button[type="submit"]', form);
    if (button?.dataset.busy) {
      button.dataset.label = button.textContent;
      button.textContent = button.dataset.busy;
      button.setAttribute('aria-busy', 'true');
      announce(button.dataset.busy);
    }
  });
  addEventListener('pageshow', () => all('form[data-sent]').forEach((form) => {
    delete form.dataset.sent;
    all('[aria-busy]', form).forEach((button) => {
      button.removeAttribute('aria-busy');
      if (button.dataset.label) button.textContent = button.dataset.label;
    });
  }));
  one('[data-problems]')?.focus();
  all('[data-select]').forEach((input) => input.addEventListener('focus', () => input.select()));
}

/** Links with data-confirm lead to a page that asks; with scripts the question is asked here. */
function confirmations() {
  const dialog = one('[data-dialog]');
  if (!dialog) return;
  one('[data-dialog-close]', dialog).addEventListener('click', () => dialog.close());
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-confirm][data-action]');
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    one('[data-dialog-heading]', dialog).textContent = link.dataset.heading;
    one('[data-dialog-text]', dialog).textContent = link.dataset.consequence;
    one('[data-dialog-confirm]', dialog).textContent = link.dataset.label;
    one('form', dialog).action = link.dataset.action;
    const menu = link.closest('details[data-menu]');
    if (menu) menu.open = false;
    dialog.addEventListener('close', () => one('summary', menu ?? document)?.focus(), { once: true });
    dialog.showModal();
  });
}

function offline() {
  const bar = one('[data-offline]');
  const show = () => (bar.hidden = navigator.onLine);
  addEventListener('online', show);
  addEventListener('offline', show);
  show();
}

/** The address forgets what just happened, so that a reload does not say it again. */
function notices() {
  const url = new URL(location.href);
  if (url.searchParams.has('notice')) {
    url.searchParams.delete('notice');
    history.replaceState(null, '', url);
  }
}

window.stagedoor = window.stagedoor ?? {};
keepTimes();
theme();
balance();
menus();
forms();
confirmations();
offline();
notices();
