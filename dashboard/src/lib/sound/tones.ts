import type { Tone } from "./annunciation.ts";

/** One note: start and length in seconds, pitch in hertz (sliding to the second where two stand), timbre. */
export interface Note {
  readonly at: number;
  readonly length: number;
  readonly pitch: readonly [number] | readonly [from: number, to: number];
  readonly wave: OscillatorType;
  /** Share of the volume. */
  readonly level: number;
}

export interface Pattern {
  readonly notes: readonly Note[];
  /** Seconds until it begins again; without: once. */
  readonly every?: number;
}

const pulse = (at: number, pitch: number, wave: OscillatorType, length = 0.12, level = 0.8): Note => ({
  at,
  length,
  pitch: [pitch],
  wave,
  level,
});

/** Told apart by rhythm and timbre, not by pitch alone: the room may be loud, the ear tired. */
export const patterns: Readonly<Record<Tone, Pattern>> = {
  /** A wailing sweep without a pause. */
  fire: {
    notes: [
      { at: 0, length: 0.55, pitch: [620, 1_150], wave: "sawtooth", level: 0.55 },
      { at: 0.55, length: 0.55, pitch: [1_150, 620], wave: "sawtooth", level: 0.55 },
    ],
    every: 1.1,
  },
  /** Three hard pulses, again and again. */
  critical: {
    notes: [
      pulse(0, 880, "square", 0.12, 0.4),
      pulse(0.2, 880, "square", 0.12, 0.4),
      pulse(0.4, 880, "square", 0.16, 0.4),
    ],
    every: 1.2,
  },
  /** Two soft steps down, every 5 s. */
  high: { notes: [pulse(0, 698, "triangle", 0.24), pulse(0.28, 523, "triangle", 0.34)], every: 5 },
  /** One bell. */
  medium: { notes: [pulse(0, 784, "sine", 0.9, 0.6)] },
  /** Three low steps down, every 10 s. */
  "link-lost": {
    notes: [pulse(0, 392, "sine", 0.3), pulse(0.34, 330, "sine", 0.3), pulse(0.68, 262, "sine", 0.5)],
    every: 10,
  },
};

/** Silence between two rounds of which one follows the other at once, in ms. */
const breath = 400;

/** How long a tone whose round began `since` ms ago still takes until a new one may begin, in ms. */
export function untilNext(tone: Tone, since: number): number {
  const { notes, every } = patterns[tone];
  const ends = Math.max(...notes.map(({ at, length }) => at + length)) * 1_000;
  return Math.max(0, Math.min(ends + breath, (every ?? Number.POSITIVE_INFINITY) * 1_000) - since);
}
