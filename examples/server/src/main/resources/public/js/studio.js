// The instructor's list: filters apply at once, so the button that applies them is not needed.
import { forget } from './drafts.js';

forget();
const form = document.querySelector('[data-filters]');
if (form) {
  form.querySelector('[data-filters-apply]').hidden = true;
  form.addEventListener('change', () => form.requestSubmit());
}

// A recording may have to be put into one file first; the link waits for it and says so.
document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-download]');
  if (!link) return;
  event.preventDefault();
  const label = link.textContent;
  link.textContent = 'Preparing the file…';
  link.setAttribute('aria-busy', 'true');
  try {
    for (let tries = 0; tries < 900; tries += 1) {
      const answer = await fetch(link.href, { headers: { Range: 'bytes=0-0', Accept: 'application/json' }, credentials: 'same-origin' });
      await answer.arrayBuffer();
      if (answer.status !== 202) {
        if (!answer.ok) throw new Error('The file could not be made. Try again in a minute.');
        location.href = link.href;
        link.textContent = label;
        return;
      }
      await new Promise((wait) => setTimeout(wait, 2000));
    }
  } catch (failure) {
    link.textContent = failure.message;
  } finally {
    link.removeAttribute('aria-busy');
  }
});
