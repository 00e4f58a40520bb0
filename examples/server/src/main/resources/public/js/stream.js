// The class page: it changes by itself when the class starts, ends or is called off, and when a payment is confirmed.
import { get } from './http.js';
import { listen, showViewers } from './events.js';

const page = document.querySelector('[data-class]');
const id = page.dataset.class;
const reloadWhenSeen = () => {
  if (document.visibilityState === 'visible') location.reload();
  else document.addEventListener('visibilitychange', () => location.reload(), { once: true });
};

const family = (status) => (status === 'starting' ? 'scheduled' : status);

listen(id, {
  status: (event) => family(event.status) !== family(page.dataset.status) && reloadWhenSeen(),
  viewers: (event) => showViewers(id, event.viewers),
  enrollment: (seat) => {
    const had = ['wait', 'watch'].includes(page.dataset.step);
    if ((seat.state === 'active') !== had) reloadWhenSeen();
  },
});

if (page.dataset.step === 'payment-pending') {
  const ask = setInterval(async () => {
    const answer = await get(`/api/streams/${encodeURIComponent(id)}`).catch(() => ({}));
    if (answer.enrollment && answer.enrollment.state !== 'payment_pending' && answer.enrollment.state !== 'pending') {
      clearInterval(ask);
      reloadWhenSeen();
    }
  }, 4000);
}
