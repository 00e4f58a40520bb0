// Server-sent events of one class: its status and viewers, and the reader's own seat and balance.
// Survives lost connections with a growing pause.
import { showBalance } from './app.js';

export function listen(streamId, handlers) {
  let source;
  let pause = 1000;
  let timer;
  let closed = false;

  function open() {
    if (closed) return;
    source = new EventSource(`/api/streams/${encodeURIComponent(streamId)}/events`);
    source.addEventListener('open', () => {
      pause = 1000;
      handlers.open?.();
    });
    for (const name of ['status', 'viewers', 'enrollment', 'balance']) {
      source.addEventListener(name, (event) => {
        const data = parse(event.data);
        if (data && name === 'balance') showBalance(data.balance);
        else if (data) handlers[name]?.(data);
      });
    }
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED) return;
      clearTimeout(timer);
      timer = setTimeout(open, pause * (0.75 + Math.random() / 2));
      pause = Math.min(pause * 2, 30000);
      handlers.lost?.();
    });
  }

  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    source?.close();
  };
}

function parse(text) {
  try {
    const data = JSON.parse(text);
    return data && typeof data === 'object' ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a viewer count wherever the page shows it. */
export function showViewers(streamId, viewers) {
  if (!Number.isFinite(viewers)) return;
  document.querySelectorAll('[data-viewers]').forEach((element) => {
    if (element.dataset.viewers === streamId) element.textContent = viewers.toLocaleString('en-GB');
  });
}
