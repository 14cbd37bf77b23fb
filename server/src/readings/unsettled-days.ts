import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import { minute } from "@plantroom/model/time.ts";
import { type DayRange, holdsDay, withDay, withoutDay } from "./day-ranges.ts";
import { type DayNumber, dayOf, type EquipmentDay } from "./grid.ts";
import type { StoredReading } from "./store.ts";

/** A day of an equipment into which nothing came for so long is rolled up, although it is the one that was written last. */
const quiet: Milliseconds = 15 * minute;

interface State {
  days: readonly DayRange[];
  /** Being rolled up. */
  readonly building: Set<DayNumber>;
  /** The day that was written last; it is among `days`. */
  open: DayNumber | undefined;
  /** Written to since the last look. */
  isTouched: boolean;
  /** The last look that found it written to. */
  touchedAt: Instant;
}

/**
 * Days of equipment whose roll-ups are behind their readings. What is new to the list is written down by the store with the batch that
 * brought it; so nothing is forgotten in a crash, and a day that is written to for hours is noted once. All the hot path pays is a
 * comparison for each message.
 */
export class UnsettledDays {
  readonly #bySite = new Map<string, Map<string, State>>();

  /** From what the store has written down. */
  load(days: Iterable<EquipmentDay>): void {
    for (const one of days) this.#add(one);
  }

  /** What a batch brings: `marks` to be written down with it, `commit` once it is stored. */
  draft(batch: readonly StoredReading[]) {
    const marks = new Map<string, EquipmentDay>();
    const opened: EquipmentDay[] = [];
    let before: StoredReading | undefined;
    for (const reading of batch) {
      const { site, equipment, at } = reading;
      if (before && before.at === at && before.equipment === equipment && before.site === site) continue;
      before = reading;
      const day = dayOf(at);
      const state = this.#bySite.get(site)?.get(equipment);
      if (state) state.isTouched = true;
      if (state?.open === day) continue;
      const one = { site, equipment, day };
      opened.push(one);
      if (!state || !holdsDay(state.days, day)) marks.set(`${site}/${equipment} ${day}`, one);
    }
    return {
      marks: [...marks.values()],
      commit: () => {
        for (const one of marks.values()) this.#add(one);
        for (const one of opened) {
          const state = this.#of(one);
          state.open = one.day;
          state.isTouched = true;
        }
      },
    };
  }

  /** Days that are behind, those under way among them; ascending. */
  of(site: string, equipment: string): readonly DayRange[] {
    const state = this.#bySite.get(site)?.get(equipment);
    if (!state) return [];
    return [...state.building].reduce(withDay, state.days);
  }

  /**
   * Takes the earliest day that nobody is writing to, of at most `most` equipment; with `all` the open ones too. From here on a reading
   * that comes is new to the list again. Only while nothing is being written.
   */
  claim(now: Instant, most: number, all = false): readonly EquipmentDay[] {
    let day = Number.POSITIVE_INFINITY;
    let claimed: [EquipmentDay, State][] = [];
    for (const [site, ofSite] of this.#bySite) {
      for (const [equipment, state] of ofSite) {
        if (state.isTouched) state.touchedAt = now;
        state.isTouched = false;
        const due = dueOf(state, now, all);
        if (due === undefined || due > day || (due === day && claimed.length >= most)) continue;
        if (due < day) claimed = [];
        day = due;
        claimed.push([{ site, equipment, day }, state]);
      }
    }
    for (const [, state] of claimed) {
      state.days = withoutDay(state.days, day);
      state.building.add(day);
      if (state.open === day) state.open = undefined;
    }
    return claimed.map(([one]) => one);
  }

  /** Of days that were claimed: those that got nothing new meanwhile and can be struck off what is written down. */
  settled(claimed: readonly EquipmentDay[]): readonly EquipmentDay[] {
    return claimed.filter((one) => !holdsDay(this.#of(one).days, one.day));
  }

  /** The end of a claim: `failed` puts the days back. */
  release(claimed: readonly EquipmentDay[], outcome: "built" | "failed"): void {
    for (const one of claimed) {
      this.#of(one).building.delete(one.day);
      if (outcome === "failed") this.#add(one);
    }
  }

  #add(one: EquipmentDay): void {
    const state = this.#of(one);
    state.days = withDay(state.days, one.day);
  }

  #of({ site, equipment }: Pick<EquipmentDay, "site" | "equipment">): State {
    return this.#bySite
      .getOrInsertComputed(site, () => new Map<string, State>())
      .getOrInsertComputed(equipment, () => {
        return {
          days: [],
          building: new Set<DayNumber>(),
          open: undefined,
          isTouched: false,
          touchedAt: Number.NEGATIVE_INFINITY,
        };
      });
  }
}

function dueOf({ days, open, touchedAt }: State, now: Instant, all: boolean): DayNumber | undefined {
  const isBusy = (day: DayNumber) => !all && day === open && now - touchedAt < quiet;
  for (const [first, last] of days) {
    if (!isBusy(first)) return first;
    if (last > first) return first + 1;
  }
  return undefined;
}
