import type { priorities } from "@plantroom/model/alarms/priority.ts";
import type { LivePresence, LiveValue } from "@plantroom/model/live/events.ts";
import type { Presence } from "@plantroom/model/sites/equipment.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { viewOf as alarmView, incidentView, modeView } from "../alarms/view.ts";
import type { Clock } from "../clock.ts";
import { briefOf } from "../procedures/view.ts";
import type { Books } from "../rules/books.ts";
import type { LatestValue, LiveState } from "../sites/live-state.ts";
import type { SiteCounts } from "../sites/site-handlers.ts";
import { viewOf as workOrderView } from "../work-orders/view.ts";
import type { Picture } from "./client.ts";
import { presenceTuple, tupleOf } from "./pending.ts";
import { presenceOf } from "./presence.ts";

/** What is known at this moment, read from the judge's books. */
export class Sight implements LiveState {
  readonly #books: () => Books;
  readonly #clock: Clock;

  constructor(books: () => Books, clock: Clock) {
    this.#books = books;
    this.#clock = clock;
  }

  presence(site: string, id: string): { readonly presence: Presence; readonly heardAt: Instant | undefined } {
    const state = this.#books().judge.estate.equipment(site, id);
    if (!state) return { presence: "unknown", heardAt: undefined };
    return { presence: presenceOf(state, this.#clock.now()), heardAt: state.heardAt };
  }

  latest(site: string, id: string): readonly LatestValue[] {
    const state = this.#books().judge.estate.equipment(site, id);
    return [...(state?.points ?? [])].map(([point, { at, value, quality }]) => ({ point, at, value, quality }));
  }

  /** What stands in the alarm list, by priority, and open work. Shelved and suppressed alarms are in lists of their own. */
  countsOf(site: string): SiteCounts {
    const openAlarms = { critical: 0, high: 0, medium: 0, low: 0 } satisfies Record<
      (typeof priorities)[number],
      number
    >;
    for (const alarm of this.#books().alarms.open()) {
      if (alarm.site === site && !hidden.includes(alarm.state)) openAlarms[alarm.priority]++;
    }
    let openWorkOrders = 0;
    for (const order of this.#books().workOrders.open()) if (order.site === site) openWorkOrders++;
    return { openAlarms, openWorkOrders };
  }

  /** The site's own time, for ages. */
  timeOf(site: string): Instant {
    const { judge } = this.#books();
    const state = judge.estate.sites.get(site);
    return state?.clock === "device" ? judge.timeOf(state) : this.#clock.now();
  }

  /** All of a site; undefined when there is no such site. */
  picture(site: string): Picture | undefined {
    const { judge, alarms, incidents, modes, workOrders, procedures } = this.#books();
    const state = judge.estate.sites.get(site);
    if (!state) return undefined;
    const now = this.#clock.now();
    const values: LiveValue[] = [];
    const presence: LivePresence[] = [];
    for (const one of state.equipment.values()) {
      presence.push(presenceTuple(one.id, presenceOf(one, now), one.heardAt));
      for (const [point, latest] of one.points) values.push(tupleOf(one.id, point, latest));
    }
    return {
      site,
      at: this.timeOf(site),
      values,
      presence,
      incidents: incidents.openOf(site).map(incidentView),
      modes: modes.runningAt(site).map(modeView),
      alarmCounts: this.countsOf(site).openAlarms,
      alarms: [...alarms.open()].filter((alarm) => alarm.site === site).map(alarmView),
      workOrders: [...workOrders.open()].filter((order) => order.site === site).map(workOrderView),
      procedureRuns: [...procedures.open()].filter(({ run }) => run.site === site).map(briefOf),
    };
  }
}

const hidden: readonly string[] = ["shelved", "suppressed", "out-of-service"];
