// A growing, jittered, capped pause between attempts, which can be cut short.

export class Backoff {
  constructor({ first = 400, most = 15000, random = Math.random } = {}) {
    this.first = first;
    this.most = most;
    this.random = random;
    this.attempts = 0;
  }

  reset() {
    this.attempts = 0;
  }

  /** The next pause in milliseconds, at least `atLeast`. */
  next(atLeast = 0) {
    const full = Math.min(this.most, this.first * 2 ** this.attempts);
    this.attempts += 1;
    return Math.max(atLeast, full * (0.6 + 0.4 * this.random()));
  }

  /** Waits for the next pause, or until hurry() is called or the network comes back. */
  async pause(atLeast = 0) {
    const time = this.next(atLeast);
    await new Promise((done) => {
      const timer = setTimeout(finish, time);
      const finishNow = () => finish();
      const self = this;
      function finish() {
        clearTimeout(timer);
        removeEventListener('online', finishNow);
        self.hurry = () => undefined;
        done();
      }
      this.hurry = finishNow;
      addEventListener('online', finishNow);
    });
  }

  hurry() {}
}
