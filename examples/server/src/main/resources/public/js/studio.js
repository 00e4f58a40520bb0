// The instructor's list: filters apply at once, so the button that applies them is not needed.
import { forget } from './drafts.js';

forget();
const form = document.querySelector('[data-filters]');
if (form) {
  form.querySelector('[data-filters-apply]').hidden = true;
  form.addEventListener('change', () => form.requestSubmit());
}
