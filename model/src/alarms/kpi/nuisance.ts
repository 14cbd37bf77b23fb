import { day, type Instant, type Milliseconds, minute, second } from "../../time.ts";
import { type AlarmLine, isAnnunciation } from "../line.ts";
import type { AlarmStanding } from "../standing.ts";
import { Actors } from "./actors.ts";
import type { StaleAlarm } from "./figures.ts";

/** So many raises within a minute are chattering (ISA-18.2). */
const chatteringFrom = 3;
/** Over by itself sooner than anybody could answer. */
const fleetingBelow: Milliseconds = 30 * second;
/** Active for longer, it is stale. */
const staleAfter: Milliseconds = day;

interface Raised {
  readonly line: Pick<AlarmLine, "alarm" | "site" | "equipment" | "rule" | "priority">;
  readonly since: Instant;
  told: boolean;
  acknowledged: boolean;
}

/** Alarms that cost attention and give nothing: a fold over the journal in the order of time. */
export class Nuisance {
  /** Bursts of three raises or more in a minute. */
  readonly chattering = new Actors();
  readonly fleeting = new Actors();
  readonly #recent = new Map<string, Instant[]>();
  readonly #bursting = new Set<string>();
  readonly #raised = new Map<string, Raised>();
  readonly #stale: StaleAlarm[] = [];

  constructor(before: Iterable<AlarmStanding>) {
    for (const standing of before) {
      const { alarm, active, raisedAt, state } = standing;
      if (!active || raisedAt === undefined) continue;
      const acknowledged = state !== "unacknowledged";
      this.#raised.set(alarm, { line: standing, since: raisedAt, told: true, acknowledged });
    }
  }

  take(line: AlarmLine): void {
    const { alarm, at, event } = line;
    if (event === "raised") {
      this.#raised.set(alarm, { line, since: at, told: false, acknowledged: false });
      this.#chatter(line);
    }
    const raised = this.#raised.get(alarm);
    if (!raised) return;
    if (isAnnunciation(line)) raised.told = true;
    if (event === "acknowledged") raised.acknowledged = true;
    if (event !== "cleared" && line.to !== "normal") return;
    this.#raised.delete(alarm);
    if (event === "cleared" && raised.told && !raised.acknowledged && at - raised.since < fleetingBelow) {
      this.fleeting.add(line);
    }
    this.#weigh(raised, at, true);
  }

  /** Those that were active for longer than a day at some time until then, the longest first. */
  staleUntil(until: Instant): StaleAlarm[] {
    for (const raised of this.#raised.values()) this.#weigh(raised, until, false);
    this.#raised.clear();
    return this.#stale.sort((one, other) => one.activeSince - other.activeSince);
  }

  #weigh({ line, since }: Raised, until: Instant, over: boolean): void {
    if (until - since <= staleAfter) return;
    const { alarm, site, equipment, rule, priority } = line;
    this.#stale.push({
      ...{ alarm, site, equipment, rule, priority },
      activeSince: since,
      ...(over && { clearedAt: until }),
    });
  }

  /** A burst counts once, however long it lasts. */
  #chatter(line: AlarmLine): void {
    const before = this.#recent.get(line.alarm)?.filter((at) => at > line.at - minute) ?? [];
    this.#recent.set(line.alarm, [...before, line.at].slice(-chatteringFrom));
    if (before.length < chatteringFrom - 1) this.#bursting.delete(line.alarm);
    else if (!this.#bursting.has(line.alarm)) {
      this.#bursting.add(line.alarm);
      this.chattering.add(line);
    }
  }
}

/** The most that were stale at one time. */
export function mostStaleAtOnce(stale: readonly StaleAlarm[], from: Instant): number {
  const steps = stale.flatMap(({ activeSince, clearedAt }) => [
    { at: Math.max(from, activeSince + staleAfter), by: 1 },
    ...(clearedAt === undefined ? [] : [{ at: clearedAt, by: -1 }]),
  ]);
  steps.sort((one, other) => one.at - other.at || one.by - other.by);
  let now = 0;
  let most = 0;
  for (const { by } of steps) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}
