import { demoEquipment } from "@plantroom/model/demo/estate.ts";
import { type Detection, detect, idle } from "@plantroom/model/rules/detect.ts";
import { defaultRules } from "@plantroom/model/rules/pack/catalogue.ts";
import { Picture } from "@plantroom/model/rules/picture.ts";
import { reachOf } from "@plantroom/model/rules/reach.ts";
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
  readonly picture: Picture;
  readonly rules: { readonly rule: Rule; detection: Detection; dueAt: Instant }[];
}

/** The product's own rules over the simulators' reports, as tests need them: what would be raised, and when. */
export class RuleWatch {
  readonly #watched = new Map<string, Watched>();
  readonly raised: Raised[] = [];

  constructor() {
    for (const one of demoEquipment) {
      const rules = defaultRules.filter((rule) => rule.state === "active" && concerns(rule, one));
      const picture = new Picture({ attributes: one.attributes });
      if (one.type === "gateway") picture.online = true;
      for (const { when } of rules) picture.need(reachOf(when).needs);
      this.#watched.set(one.id, {
        picture,
        rules: rules.map((rule) => ({ rule, detection: idle, dueAt: Number.POSITIVE_INFINITY })),
      });
    }
    for (const one of demoEquipment) this.#relate(one);
  }

  #relate({ id, type, parent }: (typeof demoEquipment)[number]): void {
    const own = this.#watched.get(id)?.picture;
    const above = parent === undefined ? undefined : this.#watched.get(parent);
    if (!own || !above) return;
    const parts = demoEquipment.filter((one) => one.parent === parent);
    const picturesOf = (list: typeof parts) => list.flatMap((one) => this.#watched.get(one.id)?.picture ?? []);
    own.parent = above.picture;
    above.picture.children = picturesOf(parts);
    own.siblings = picturesOf(parts.filter((one) => one.type === type && one.id !== id));
    for (const { rule } of this.#watched.get(id)?.rules ?? []) above.picture.need(reachOf(rule.when).parentNeeds);
  }

  setOnline(equipment: string, online: boolean, at: Instant): void {
    const watched = this.#watched.get(equipment);
    if (!watched) return;
    watched.picture.online = online;
    this.#judge(equipment, watched, at, true);
  }

  take(at: Instant, reports: readonly Report[]): void {
    for (const [id, watched] of this.#watched) this.#judge(id, watched, at, false);
    for (const { equipment, values } of reports) {
      const watched = this.#watched.get(equipment);
      if (!watched) continue;
      for (const key in values) {
        const value = values[key];
        if (value !== undefined) watched.picture.take(key, at, value);
      }
      this.#judge(equipment, watched, at, true);
    }
  }

  #judge(equipment: string, watched: Watched, at: Instant, whole: boolean): void {
    for (const entry of watched.rules) {
      if (!whole && entry.dueAt > at) continue;
      const step = detect(entry.rule, entry.detection, watched.picture, at, at);
      entry.detection = step.after;
      entry.dueAt = step.dueAt ?? Number.POSITIVE_INFINITY;
      if (step.change === "raised" || step.change === "cleared")
        this.raised.push({ rule: entry.rule.id, equipment, at: step.at, change: step.change });
    }
  }
}

function concerns({ types, tags = {} }: Rule, { type, attributes }: (typeof demoEquipment)[number]): boolean {
  return types.includes(type) && Object.entries(tags).every(([name, value]) => attributes?.[name] === value);
}
