// Uploading, replacing and removing the picture of a class.
import { request, csrfToken } from './http.js';
import { announce } from './app.js';

const one = (selector) => document.querySelector(selector);
const panel = one('[data-picture]');
const LARGEST = 5 * 1024 * 1024;

if (panel) {
  const path = panel.dataset.picture;
  const file = one('[data-picture-file]');
  const shown = one('[data-picture-shown]');
  const error = one('[data-picture-error]');
  const status = one('[data-picture-status]');
  const remove = one('[data-picture-remove]');
  panel.hidden = false;

  const say = (wrong, words) => {
    error.textContent = wrong ? words : '';
    status.textContent = wrong ? '' : words;
    panel.querySelector('[data-field]').classList.toggle('field-wrong', wrong);
    file.toggleAttribute('aria-invalid', wrong);
    announce(words);
  };
  const refresh = () => (shown.src = `${shown.dataset.src}?at=${Date.now()}`);

  file.addEventListener('change', async () => {
    const picture = file.files[0];
    if (!picture) return;
    if (picture.size > LARGEST) return say(true, 'The file is larger than 5 MB. Save the picture smaller and choose it again.');
    say(false, 'Uploading…');
    try {
      const answer = await fetch(path, {
        method: 'PUT',
        headers: { 'Content-Type': picture.type || 'application/octet-stream', 'X-CSRF-Token': csrfToken(), Accept: 'application/json' },
        body: picture,
        credentials: 'same-origin',
      });
      if (!answer.ok) {
        const problem = await answer.json().catch(() => ({}));
        return say(true, problem.detail || 'The picture could not be saved. The old one stays.');
      }
      refresh();
      remove.hidden = false;
      say(false, 'The picture is saved.');
    } catch {
      say(true, 'The server cannot be reached. The old picture stays; choose the file again.');
    } finally {
      file.value = '';
    }
    return undefined;
  });

  remove.addEventListener('click', async () => {
    try {
      await request('DELETE', path);
      refresh();
      remove.hidden = true;
      say(false, 'The picture is removed.');
      file.focus();
    } catch (failure) {
      say(true, failure.message);
    }
  });
}
