import { type Instant, type Milliseconds, second } from "../../time.ts";

/** A window slides in so many steps; a step is at least a second. */
const stepsOf = 60;
/** Times of the newest samples, by which one that comes a second time is told. */
const recentTimes = 32;
/** So many late samples wait at most. */
const lateAtMost = 256;

/** What the samples of a window say; of no samples: `count` 0 and figures that are no numbers. */
export interface WindowFigures {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Standard deviation of the samples, all of them known. */
  readonly deviation: number;
  readonly firstAt: Instant;
  readonly first: number;
  readonly lastAt: Instant;
  readonly last: number;
}

/** Kept across restarts: steps as `[index, count, mean, m2, min, max, firstAt, first, lastAt, last]`. */
export interface KeptWindow {
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly last?: Instant | undefined;
  readonly late: readonly (readonly [Instant, number])[];
  readonly recent: readonly Instant[];
  readonly steps: readonly (readonly number[])[];
}

const fields = 10;
const [index, count, mean, m2, min, max, firstAt, first, lastAt, last] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/**
 * Numbers of one point over a length of time, in at most sixty steps: constant memory, constant work a sample. It covers the step
 * that holds the time of the look and the 59 before, so that what it says changes only with a sample or at a step's end.
 */
export class Window {
  readonly step: Milliseconds;
  readonly #steps: number;
  readonly #ring: Float64Array;
  /** When the first sample came: from there on the window has been seen. */
  since: Instant | undefined;
  /** The newest time at which something came, counted or not. */
  until: Instant | undefined;
  #last: Instant | undefined;
  #late: (readonly [Instant, number])[] = [];
  readonly #recent: Instant[] = [];
  #recentNext = 0;
  /** Every step before `#closedAt`, added up; undefined when one of them changed. */
  #closed: Float64Array | undefined;
  #closedAt = Number.NaN;
  #sum: WindowFigures | undefined;
  /** The oldest step that holds anything; not a number while nobody knows. */
  #oldest = Number.NaN;

  constructor(seconds: number) {
    this.step = Math.max(second, Math.ceil((seconds * second) / stepsOf));
    this.#steps = Math.max(1, Math.ceil((seconds * second) / this.step));
    this.#ring = new Float64Array(this.#steps * fields).fill(Number.NaN);
  }

  get length(): Milliseconds {
    return this.#steps * this.step;
  }

  /**
   * Takes a sample; one that came before changes nothing. One that is older than the newest waits for the next that is not: late
   * data alone change no figure.
   */
  take(at: Instant, value: number): void {
    if (this.#last !== undefined && at <= this.#last && this.#recent.includes(at)) return;
    this.#recent[this.#recentNext] = at;
    this.#recentNext = (this.#recentNext + 1) % recentTimes;
    if (this.#last !== undefined && at < this.#last) {
      this.#late.push([at, value]);
      if (this.#late.length >= lateAtMost) this.#takeLate();
      return;
    }
    this.seen(at);
    this.#last = at;
    this.#add(at, value);
  }

  /** The window was watched although nothing counted: what happens to be countable is counted from here. */
  seen(at: Instant): void {
    this.since ??= at;
    if (this.until !== undefined && at < this.until) return;
    this.until = at;
    this.#takeLate();
  }

  /** Whether all of the window was watched. */
  isWhole(at: Instant): boolean {
    return this.since !== undefined && this.since <= (Math.floor(at / this.step) - this.#steps + 1) * this.step;
  }

  /** When it will have been watched whole. */
  wholeAt(): Instant | undefined {
    if (this.since === undefined) return undefined;
    return (Math.ceil(this.since / this.step) + this.#steps - 1) * this.step;
  }

  /** Samples in it. */
  count(at: Instant): number {
    const current = Math.floor(at / this.step);
    if (this.#closed === undefined || this.#closedAt !== current) this.#close(current);
    const here = this.#slot(current);
    return (this.#closed?.[count] ?? 0) + (this.#ring[here + index] === current ? (this.#ring[here + count] ?? 0) : 0);
  }

  figures(at: Instant): WindowFigures {
    const current = Math.floor(at / this.step);
    if (this.#sum !== undefined && this.#closedAt === current) return this.#sum;
    if (this.#closed === undefined || this.#closedAt !== current) this.#close(current);
    const sum = scratch;
    sum.set(this.#closed ?? emptyStep);
    const here = this.#slot(current);
    if (this.#ring[here + index] === current) addStep(sum, this.#ring, here);
    this.#sum = figuresOf(sum);
    return this.#sum;
  }

  /** When the oldest step that holds anything leaves the window; undefined when it is empty. */
  slidesAt(at: Instant): Instant | undefined {
    const current = Math.floor(at / this.step);
    // The oldest stays the oldest until it leaves, or something older comes late.
    if (!(this.#oldest > current - this.#steps)) this.#oldest = this.#oldestOf(current);
    return this.#oldest === Number.POSITIVE_INFINITY ? undefined : (this.#oldest + this.#steps) * this.step;
  }

  #oldestOf(current: number): number {
    let oldest = Number.POSITIVE_INFINITY;
    for (let slot = 0; slot < this.#ring.length; slot += fields) {
      const one = this.#ring[slot + index] ?? Number.NaN;
      if (one > current - this.#steps && one < oldest) oldest = one;
    }
    return oldest;
  }

  clear(): void {
    this.#ring.fill(Number.NaN);
    this.since = undefined;
    this.until = undefined;
    this.#last = undefined;
    this.#late = [];
    this.#recent.length = 0;
    this.#recentNext = 0;
    this.#forgetSums();
  }

  keep(): KeptWindow {
    const steps: number[][] = [];
    for (let slot = 0; slot < this.#ring.length; slot += fields) {
      if (!Number.isNaN(this.#ring[slot + index])) steps.push([...this.#ring.subarray(slot, slot + fields)]);
    }
    const recent = [...this.#recent.slice(this.#recentNext), ...this.#recent.slice(0, this.#recentNext)];
    return { since: this.since, until: this.until, last: this.#last, late: this.#late, recent, steps };
  }

  restore({ since, until, last: newest, late, recent, steps }: KeptWindow): void {
    this.clear();
    this.since = since;
    this.until = until;
    this.#last = newest;
    this.#late = [...late];
    this.#recent.push(...recent.slice(-recentTimes));
    this.#recentNext = this.#recent.length % recentTimes;
    for (const one of steps) this.#ring.set(one.slice(0, fields), this.#slot(one[index] ?? 0));
  }

  #takeLate(): void {
    if (this.#late.length === 0) return;
    for (const [at, value] of this.#late) this.#add(at, value);
    this.#late = [];
  }

  #add(at: Instant, value: number): void {
    const own = Math.floor(at / this.step);
    const slot = this.#slot(own);
    const ring = this.#ring;
    const there = ring[slot + index] ?? Number.NaN;
    if (there > own) return;
    if (there !== own) {
      ring.set([own, 0, 0, 0, Infinity, -Infinity, Infinity, 0, -Infinity, 0], slot);
    }
    addValue(ring, slot, at, value);
    if (!(own >= this.#oldest)) this.#oldest = Number.NaN;
    this.#sum = undefined;
    if (own !== this.#closedAt) this.#closed = undefined;
  }

  #close(current: number): void {
    const sum = Float64Array.from(emptyStep);
    for (let slot = 0; slot < this.#ring.length; slot += fields) {
      const one = this.#ring[slot + index] ?? Number.NaN;
      if (one > current - this.#steps && one < current) addStep(sum, this.#ring, slot);
    }
    this.#closed = sum;
    this.#closedAt = current;
    this.#sum = undefined;
  }

  #forgetSums(): void {
    this.#closed = undefined;
    this.#closedAt = Number.NaN;
    this.#sum = undefined;
    this.#oldest = Number.NaN;
  }

  #slot(own: number): number {
    return (((own % this.#steps) + this.#steps) % this.#steps) * fields;
  }
}

const emptyStep: number[] = [0, 0, 0, 0, Infinity, -Infinity, Infinity, 0, -Infinity, 0];

/** Where figures are added up; nobody keeps it. */
const scratch = new Float64Array(fields);

/** Welford's running mean and sum of squared differences: exact where values are large and differ little. */
function addValue(to: Float64Array, at: number, time: Instant, value: number): void {
  const many = (to[at + count] ?? 0) + 1;
  const delta = value - (to[at + mean] ?? 0);
  const average = (to[at + mean] ?? 0) + delta / many;
  to[at + count] = many;
  to[at + mean] = average;
  to[at + m2] = (to[at + m2] ?? 0) + delta * (value - average);
  if (value < (to[at + min] ?? Infinity)) to[at + min] = value;
  if (value > (to[at + max] ?? -Infinity)) to[at + max] = value;
  if (time < (to[at + firstAt] ?? Infinity)) {
    to[at + firstAt] = time;
    to[at + first] = value;
  }
  if (time >= (to[at + lastAt] ?? -Infinity)) {
    to[at + lastAt] = time;
    to[at + last] = value;
  }
}

function addStep(to: Float64Array, from: Float64Array, slot: number): void {
  const here = to[count] ?? 0;
  const there = from[slot + count] ?? 0;
  if (there === 0) return;
  const all = here + there;
  const delta = (from[slot + mean] ?? 0) - (to[mean] ?? 0);
  to[mean] = (to[mean] ?? 0) + (delta * there) / all;
  to[m2] = (to[m2] ?? 0) + (from[slot + m2] ?? 0) + (delta * delta * here * there) / all;
  to[count] = all;
  to[min] = Math.min(to[min] ?? Infinity, from[slot + min] ?? Infinity);
  to[max] = Math.max(to[max] ?? -Infinity, from[slot + max] ?? -Infinity);
  if ((from[slot + firstAt] ?? Infinity) < (to[firstAt] ?? Infinity)) {
    to[firstAt] = from[slot + firstAt] ?? Infinity;
    to[first] = from[slot + first] ?? 0;
  }
  if ((from[slot + lastAt] ?? -Infinity) >= (to[lastAt] ?? -Infinity)) {
    to[lastAt] = from[slot + lastAt] ?? -Infinity;
    to[last] = from[slot + last] ?? 0;
  }
}

function figuresOf(sum: Float64Array): WindowFigures {
  const many = sum[count] ?? 0;
  const none = many === 0;
  const of = (field: number) => (none ? Number.NaN : (sum[field] ?? Number.NaN));
  return {
    count: many,
    sum: none ? 0 : of(mean) * many,
    mean: of(mean),
    min: of(min),
    max: of(max),
    deviation: none ? Number.NaN : Math.sqrt(Math.max(0, of(m2)) / many),
    ...{ firstAt: of(firstAt), first: of(first), lastAt: of(lastAt), last: of(last) },
  };
}
