// What was typed into a form outlives a sign-in that ended meanwhile: kept in this tab when the form is sent, put back
// when the form is opened empty-handed again, and forgotten when it arrived.
const PREFIX = 'draft:';
const key = () => PREFIX + location.pathname;

const unsaved = (name) => !name || name === '_csrf' || name === 'idempotencyKey';

/** Keeps what is typed when the form is sent. */
export function keep(form) {
  form.addEventListener('submit', () => {
    const typed = [...new FormData(form)].filter(([name]) => !unsaved(name));
    try {
      sessionStorage.setItem(key(), JSON.stringify(typed));
    } catch {
      // no room or not allowed: the form works without
    }
  });
}

/** Puts back what was sent from this form and never arrived. Returns whether there was something. */
export function restore(form) {
  let typed;
  try {
    typed = JSON.parse(sessionStorage.getItem(key()) ?? '[]');
    sessionStorage.removeItem(key());
  } catch {
    return false;
  }
  for (const [name, value] of typed) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  return typed.length > 0;
}

/** Forgets every draft. */
export function forget() {
  try {
    Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX)).forEach((name) => sessionStorage.removeItem(name));
  } catch {
    // not allowed: then there is none
  }
}
