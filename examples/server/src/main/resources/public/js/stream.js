// The class page: it changes by itself when the class starts, ends or is called off, and when a payment is confirmed.
import { get } from './http.js';
import { listen, showViewers } from './events.js';

const page = document.querySelector('[data-class]');
const id = page.dataset.class;
/** A form that was just sent leads to the new page by itself, with its notice; a reload would take that away. */
const reload = () => document.querySelector('form[data-sent]') || location.reload();
const reloadWhenSeen = () => setTimeout(() => {
  if (document.visibilityState === 'visible') reload();
  else document.addEventListener('visibilitychange', reload, { once: true });
}, 1000);

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
