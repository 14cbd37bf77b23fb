import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import type { Estate } from "../sites/estate.ts";
import type { ClosedBySystem } from "./change.ts";
import { EquipmentState, type WatchedSite } from "./equipment-state.ts";
import { SiteState } from "./site-state.ts";
import { type Dependence, dependenceOf, WatchedRule } from "./watched-rule.ts";

/** What a changed estate means for the judge. */
export interface EstateChange {
  /** Rules that lost their subject. */
  readonly ended: readonly { readonly watched: WatchedRule; readonly cause: ClosedBySystem }[];
  /** Equipment that is new, or that has to be looked at with other eyes. */
  readonly changed: readonly EquipmentState[];
}

/** Every site with its equipment, each with the rules in force that watch it. */
export class WatchedEstate {
  readonly sites = new Map<string, WatchedSite>();
  readonly #estate: Estate;
  readonly #byType = new Map<string, { readonly rule: Rule; readonly dependence: Dependence }[]>();
  #version: number | undefined;

  constructor(estate: Estate, rules: readonly Rule[]) {
    this.#estate = estate;
    for (const rule of rules) {
      if (rule.state !== "active") continue;
      const entry = { rule, dependence: dependenceOf(rule) };
      for (const type of rule.types) this.#byType.set(type, [...(this.#byType.get(type) ?? []), entry]);
    }
    this.follow();
  }

  equipment(site: string, id: string): EquipmentState | undefined {
    return this.sites.get(site)?.equipment.get(id);
  }

  find(site: string, equipment: string, rule: string): WatchedRule | undefined {
    return this.equipment(site, equipment)?.rules.find((watched) => watched.rule.id === rule);
  }

  /** Why something that was detected once no longer has a subject; undefined while it has. */
  lost(site: string, equipment: string, rule: string, version: number): ClosedBySystem | undefined {
    if (!this.equipment(site, equipment)) return "equipment-removed";
    const watched = this.find(site, equipment, rule);
    if (!watched) return "rule-removed";
    return watched.rule.version === version ? undefined : "rule-changed";
  }

  follow(): EstateChange {
    const ended: EstateChange["ended"][number][] = [];
    const changed = new Set<EquipmentState>();
    if (this.#version === this.#estate.version) return { ended, changed: [] };
    this.#version = this.#estate.version;
    for (const [id, site] of this.sites) {
      const known = this.#estate.site(id);
      for (const state of site.equipment.values()) {
        if (known && this.#estate.equipment(id, state.id)) continue;
        for (const watched of state.rules) ended.push({ watched, cause: "equipment-removed" });
        site.equipment.delete(state.id);
      }
      if (!known) this.sites.delete(id);
    }
    for (const site of this.#estate.sites()) this.#followSite(site, ended, changed);
    return { ended, changed: [...changed] };
  }

  #followSite(site: Site, ended: EstateChange["ended"][number][], changed: Set<EquipmentState>): void {
    const state = this.sites.get(site.id) ?? new SiteState<EquipmentState>(site);
    this.sites.set(site.id, state);
    const clockChanged = state.clock !== site.clock;
    state.clock = site.clock;
    const list = this.#estate.equipmentOf(site.id);
    for (const equipment of list) {
      const known = state.equipment.get(equipment.id);
      if (known && known.equipment.type !== equipment.type) {
        for (const watched of known.rules) ended.push({ watched, cause: "rule-removed" });
        state.equipment.delete(equipment.id);
      }
      const next = state.equipment.get(equipment.id) ?? this.#add(state, equipment);
      if (!known || next !== known || clockChanged || next.equipment !== equipment) changed.add(next);
      next.equipment = equipment;
      next.type = this.#estate.deviceType(equipment.type);
    }
    for (const { id, gateway } of list) {
      const one = state.equipment.get(id);
      if (one) one.gateway = gateway === undefined ? undefined : state.equipment.get(gateway);
    }
  }

  #add(site: WatchedSite, equipment: Equipment): EquipmentState {
    const state = new EquipmentState(site, equipment, this.#estate.deviceType(equipment.type));
    const rules = (this.#byType.get(equipment.type) ?? []).filter(
      ({ rule }) => rule.equipment?.includes(equipment.id) ?? true,
    );
    state.watch(rules.map(({ rule, dependence }) => new WatchedRule(rule, dependence, state)));
    site.equipment.set(equipment.id, state);
    return state;
  }
}
