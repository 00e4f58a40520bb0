// Keeps the screen on while somebody watches or broadcasts; asks again when the page comes back.

export function stayAwake(wanted) {
  let lock;
  const ask = async () => {
    if (document.visibilityState !== 'visible' || !wanted() || (lock && !lock.released)) return;
    lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  document.addEventListener('visibilitychange', ask);
  ask();
  return { ask, release: () => lock?.release?.().catch(() => undefined) };
}
