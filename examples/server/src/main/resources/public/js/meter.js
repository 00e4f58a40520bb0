// How loud the microphone is, 0 to 100, a few times a second.

export class Meter {
  constructor(show) {
    this.show = show;
    this.samples = new Uint8Array(1024);
  }

  /** Listens to this track from now on. */
  listen(track) {
    this.source?.disconnect();
    if (!track || !window.AudioContext) return;
    this.context ??= new AudioContext();
    this.analyser ??= new AnalyserNode(this.context, { fftSize: 1024 });
    this.source = new MediaStreamAudioSourceNode(this.context, { mediaStream: new MediaStream([track]) });
    this.source.connect(this.analyser);
    this.wake();
    this.timer ??= setInterval(() => this.measure(), 90);
  }

  /** Browsers start sound processing only after a touch. */
  wake() {
    if (this.context?.state === 'suspended') this.context.resume().catch(() => undefined);
  }

  measure() {
    this.analyser.getByteTimeDomainData(this.samples);
    let sum = 0;
    for (const sample of this.samples) sum += ((sample - 128) / 128) ** 2;
    const decibel = 20 * Math.log10(Math.sqrt(sum / this.samples.length) || 1e-4);
    this.show(Math.round(Math.max(0, Math.min(100, ((decibel + 60) / 54) * 100))));
  }
}
