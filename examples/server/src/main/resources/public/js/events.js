// Server-sent events of one class: status, viewers. Survives lost connections with a growing pause.

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
    for (const name of ['status', 'viewers', 'access', 'chat']) {
      source.addEventListener(name, (event) => {
        const data = parse(event.data);
        if (data) handlers[name]?.(data);
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
