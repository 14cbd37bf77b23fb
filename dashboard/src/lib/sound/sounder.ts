import type { Tone } from "./annunciation.ts";
import { patterns, untilNext } from "./tones.ts";

/** Plays tones through Web Audio. Browsers let it sound only after somebody pressed something. */
export class Sounder {
  #context: AudioContext | undefined;
  #volume = 0.7;
  #looping: Tone | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #begun = 0;
  #gains = new Set<GainNode>();

  get running(): boolean {
    return this.#context?.state === "running";
  }

  /** From within a press or a key; resolves to whether the screen can sound now, and tells when that changes. */
  async unlock(changed: (running: boolean) => void): Promise<boolean> {
    this.#context ??= new AudioContext();
    this.#context.onstatechange = () => changed(this.running);
    if (this.#context.state !== "running") await this.#context.resume();
    return this.running;
  }

  set volume(volume: number) {
    this.#volume = volume;
  }

  /** Repeats a tone until told otherwise; the same tone goes on undisturbed. */
  loop(tone: Tone | undefined): void {
    if (tone === this.#looping) return;
    this.#looping = tone;
    clearTimeout(this.#timer);
    this.#hush();
    if (tone) this.#round(tone);
  }

  /** Something new: what repeats begins its next round as soon as this one is out, not after its pause. */
  hasten(): void {
    const tone = this.#looping;
    if (tone === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#round(tone), untilNext(tone, performance.now() - this.#begun));
  }

  /** Once, unless something graver is repeating. */
  once(tone: Tone): void {
    if (this.#looping === undefined) this.#play(tone);
  }

  #round(tone: Tone): void {
    this.#play(tone);
    this.#begun = performance.now();
    const { every } = patterns[tone];
    if (every !== undefined) this.#timer = setTimeout(() => this.#round(tone), every * 1_000);
  }

  #play(tone: Tone): void {
    const context = this.#context;
    if (context?.state !== "running") return;
    const begin = context.currentTime + 0.03;
    for (const { at, length, pitch, wave, level } of patterns[tone].notes) {
      const oscillator = new OscillatorNode(context, { type: wave, frequency: pitch[0] });
      const gain = new GainNode(context, { gain: 0 });
      const start = begin + at;
      if (pitch[1] !== undefined) oscillator.frequency.linearRampToValueAtTime(pitch[1], start + length);
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(level * this.#volume, start + 0.012);
      gain.gain.setTargetAtTime(0, start + length * 0.7, length * 0.12);
      oscillator.connect(gain).connect(context.destination);
      this.#gains.add(gain);
      oscillator.onended = () => this.#gains.delete(gain);
      oscillator.start(start);
      oscillator.stop(start + length + 0.1);
    }
  }

  #hush(): void {
    for (const gain of this.#gains) gain.disconnect();
    this.#gains.clear();
  }
}
