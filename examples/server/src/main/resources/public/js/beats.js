// Says that this device watches, where nobody else can count it.
import { csrfToken, post, Problem } from './http.js';

export class Beats {
  #path;
  #denied;
  #timer;
  #device;

  /** `denied` gets the problem when the right to watch is gone. */
  constructor(path, denied) {
    this.#path = path;
    this.#denied = denied;
  }

  /** Begins for the device that the door let in; does nothing where beats are not wanted. */
  begin({ viewerSessionId, beatSeconds }) {
    this.pause();
    this.#device = beatSeconds ? viewerSessionId : undefined;
    if (!this.#device) return;
    this.#timer = setInterval(() => this.#beat(), beatSeconds * 1000);
    this.#beat();
  }

  /** Stops for now: what is silent for long counts as left. */
  pause() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Leaves, also while the page goes away. */
  leave() {
    this.pause();
    if (!this.#device) return;
    fetch(`${this.#path}/beat/${this.#device}`, { method: 'DELETE', keepalive: true, headers: { 'X-CSRF-Token': csrfToken() } }).catch(() => undefined);
    this.#device = undefined;
  }

  async #beat() {
    try {
      await post(`${this.#path}/beat`, { viewerSessionId: this.#device });
    } catch (failure) {
      if (failure instanceof Problem && [403, 404].includes(failure.status) && this.#timer) {
        this.pause();
        this.#denied(failure);
      }
    }
  }
}
