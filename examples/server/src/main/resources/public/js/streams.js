// The list of classes: viewer counts and states are refreshed without moving anything.
import { get } from './http.js';
import { showViewers } from './events.js';

async function refresh() {
  if (document.visibilityState !== 'visible') return;
  const { streams = [] } = await get('/api/streams?status=live').catch(() => ({}));
  streams.forEach((stream) => showViewers(stream.id, stream.viewers));
  const shown = new Set([...document.querySelectorAll('[data-stream][data-status="live"]')].map((card) => card.dataset.stream));
  const waiting = [...document.querySelectorAll('[data-stream]')].some(
    (card) => card.dataset.status !== 'live' && streams.some((stream) => stream.id === card.dataset.stream));
  const over = [...shown].some((id) => !streams.some((stream) => stream.id === id));
  if ((waiting || over) && streams.length + shown.size > 0 && !document.activeElement?.matches('input')) location.reload();
}

setInterval(() => refresh().catch(() => undefined), 20000);
