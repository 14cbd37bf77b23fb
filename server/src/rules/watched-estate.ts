import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import type { Estate } from "../sites/estate.ts";
import type { Baselines } from "./baselines.ts";
import type { ClosedBySystem } from "./change.ts";
import { EquipmentState, type WatchedSite } from "./equipment-state.ts";
import { wire } from "./relatives.ts";
import { isJudgedTheSame, type RuleSet, RulesInForce } from "./rules-in-force.ts";
import { SiteState } from "./site-state.ts";
import { WatchedRule } from "./watched-rule.ts";

/** What a changed estate, or a changed set of rules, means for the judge. */
export interface EstateChange {
  /** Rules that lost their subject. */
  readonly ended: readonly { readonly watched: WatchedRule; readonly cause: ClosedBySystem }[];
  /** Equipment that is new, or that has to be looked at with other eyes. */
  readonly changed: readonly EquipmentState[];
  /** Sites whose clock is another now: what runs by the old one ends. */
  readonly clocks: readonly WatchedSite[];
}

interface Changes {
  readonly ended: EstateChange["ended"][number][];
  readonly changed: Set<EquipmentState>;
  readonly clocks: WatchedSite[];
}

/** Every site with its equipment, each with the rules in force that watch it. */
export class WatchedEstate {
  readonly sites = new Map<string, WatchedSite>();
  readonly #estate: Estate;
  readonly #baselines: Baselines;
  #rules: RulesInForce;
  #version: number | undefined;

  constructor(estate: Estate, rules: RuleSet, baselines: Baselines) {
    this.#estate = estate;
    this.#baselines = baselines;
    this.#rules = new RulesInForce(rules);
    this.follow();
  }

  /** Rules that cannot be judged at all, with the reason. */
  get unreadable(): ReadonlyMap<string, string> {
    return this.#rules.unreadable;
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
    return watched.rule.version === version && watched.rule.state === "active" ? undefined : "rule-changed";
  }

  /** Takes other rules: those that judge as before go on where they stand. */
  use(rules: RuleSet): EstateChange {
    this.#rules = new RulesInForce(rules);
    this.#version = undefined;
    return this.follow();
  }

  follow(): EstateChange {
    const changes: Changes = { ended: [], changed: new Set(), clocks: [] };
    if (this.#version !== this.#estate.version) {
      this.#version = this.#estate.version;
      for (const [id, site] of this.sites) this.#forgetRemoved(id, site, changes);
      for (const site of this.#estate.sites()) this.#followSite(site, changes);
    }
    return { ...changes, changed: [...changes.changed] };
  }

  #forgetRemoved(id: string, site: WatchedSite, { ended }: Changes): void {
    const known = this.#estate.site(id);
    for (const state of site.equipment.values()) {
      if (known && this.#estate.equipment(id, state.id)) continue;
      for (const watched of state.rules) ended.push({ watched, cause: "equipment-removed" });
      site.equipment.delete(state.id);
    }
    if (!known) this.sites.delete(id);
  }

  #followSite(site: Site, changes: Changes): void {
    const state = this.sites.get(site.id) ?? new SiteState<EquipmentState>(site);
    this.sites.set(site.id, state);
    const clockChanged = state.clock !== site.clock;
    if (clockChanged) changes.clocks.push(state);
    state.clock = site.clock;
    state.timeZone = site.timeZone;
    const list = this.#estate.equipmentOf(site.id);
    for (const equipment of list) {
      const known = state.equipment.get(equipment.id);
      if (known && known.equipment.type !== equipment.type) {
        for (const watched of known.rules) changes.ended.push({ watched, cause: "rule-removed" });
        state.equipment.delete(equipment.id);
      }
      const next = state.equipment.get(equipment.id) ?? this.#add(state, equipment);
      if (!known || next !== known || clockChanged || next.equipment !== equipment) changes.changed.add(next);
      next.equipment = equipment;
      next.type = this.#estate.deviceType(equipment.type);
      this.#followRules(next, changes);
    }
    for (const { id, gateway } of list) {
      const one = state.equipment.get(id);
      if (one) one.gateway = gateway === undefined ? undefined : state.equipment.get(gateway);
    }
    wire(state);
  }

  #followRules(state: EquipmentState, { ended, changed }: Changes): void {
    const before = new Map(state.rules.map((watched) => [watched.rule.id, watched]));
    const after = this.#rules.of(state.equipment).map(({ rule, dependence }) => {
      const known = before.get(rule.id);
      before.delete(rule.id);
      if (known && isJudgedTheSame(known.rule, rule)) return known.rule === rule ? known : known.reworded(rule);
      if (known) ended.push({ watched: known, cause: "rule-changed" });
      changed.add(state);
      return new WatchedRule(rule, dependence, state);
    });
    for (const watched of before.values()) ended.push({ watched, cause: "rule-removed" });
    if (before.size > 0) changed.add(state);
    state.rules = after;
  }

  #add(state: WatchedSite, equipment: Equipment): EquipmentState {
    const added = new EquipmentState(state, equipment, this.#estate.deviceType(equipment.type), this.#baselines);
    state.equipment.set(equipment.id, added);
    return added;
  }
}
