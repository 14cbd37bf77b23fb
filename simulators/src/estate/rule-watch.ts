import { demoEquipment } from "@plantroom/model/demo/estate.ts";
import { type Detection, detect, idle, type Latest } from "@plantroom/model/rules/detect.ts";
import { defaultRules } from "@plantroom/model/rules/pack/catalogue.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Report } from "../live/reporter.ts";

export interface Raised {
  readonly rule: string;
  readonly equipment: string;
  readonly at: Instant;
  readonly change: "raised" | "cleared";
}

interface Watched {
  readonly latest: Map<string, Latest>;
  readonly rules: { readonly rule: Rule; detection: Detection; dueAt: Instant }[];
  readonly attributes: Readonly<Record<string, unknown>>;
  heardAt: Instant | undefined;
  online: boolean | undefined;
}

/** The product's own rules over the simulators' reports, as tests need them: what would be raised, and when. */
export class RuleWatch {
  readonly #watched = new Map<string, Watched>();
  readonly raised: Raised[] = [];

  constructor() {
    for (const one of demoEquipment) {
      const rules = defaultRules.filter((rule) => rule.state === "active" && rule.types.includes(one.type));
      this.#watched.set(one.id, {
        latest: new Map(),
        rules: rules.map((rule) => ({ rule, detection: idle, dueAt: Number.POSITIVE_INFINITY })),
        attributes: one.attributes ?? {},
        heardAt: undefined,
        online: one.type === "gateway" ? true : undefined,
      });
    }
  }

  setOnline(equipment: string, online: boolean, at: Instant): void {
    const watched = this.#watched.get(equipment);
    if (!watched) return;
    watched.online = online;
    this.#judge(equipment, watched, at, true);
  }

  take(at: Instant, reports: readonly Report[]): void {
    for (const [id, watched] of this.#watched) this.#judge(id, watched, at, false);
    for (const { equipment, values } of reports) {
      const watched = this.#watched.get(equipment);
      if (!watched) continue;
      for (const key in values) {
        const value = values[key];
        if (value !== undefined) watched.latest.set(key, { at, receivedAt: at, value, quality: "good" });
      }
      watched.heardAt = at;
      this.#judge(equipment, watched, at, true);
    }
  }

  #judge(equipment: string, watched: Watched, at: Instant, whole: boolean): void {
    for (const entry of watched.rules) {
      if (!whole && entry.dueAt > at) continue;
      const inputs = {
        latest: (point: string) => watched.latest.get(point),
        attribute: (name: string) => watched.attributes[name] as string | number | boolean | undefined,
        heardAt: watched.heardAt,
        online: watched.online,
        gatewayLost: false,
      };
      const step = detect(entry.rule, entry.detection, inputs, at, at);
      entry.detection = step.after;
      entry.dueAt = step.dueAt ?? Number.POSITIVE_INFINITY;
      if (step.change !== "none")
        this.raised.push({ rule: entry.rule.id, equipment, at: step.at, change: step.change });
    }
  }
}
