// Changes the icon of a button.
export function setIcon(button, name) {
  const use = button.querySelector('use');
  const href = `${document.body.dataset.assets}/icons.svg#${name}`;
  if (use && use.getAttribute('href') !== href) use.setAttribute('href', href);
}
