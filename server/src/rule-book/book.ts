import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { RuleDraft } from "@plantroom/model/rules/file.ts";
import type { Text } from "@plantroom/model/text.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import type { RuleSet } from "../rules/rules-in-force.ts";
import type { Estate } from "../sites/estate.ts";
import { Turns } from "../turns.ts";
import { refuseErrors, refuseOverride } from "./checking.ts";
import { type PackRule, withDefault, withoutDefault } from "./defaults.ts";
import { effective, nextVersion, type RuleChange, type RuleEntry, type RuleVersion, versionOf } from "./entry.ts";
import { changed, needsTwo } from "./life.ts";
import { loadEntries, saveEntries } from "./repository.ts";
import { type BookRules, ruleNamed, ruleSetOf } from "./rule-set.ts";

export interface RuleBookOptions {
  readonly database: Database;
  readonly estate: Estate;
  /** The rules that come with the product, in the order of lists. */
  readonly pack: readonly PackRule[];
  /** Other rules are to be judged by from now on. */
  readonly onChange?: (rules: RuleSet) => Promise<void>;
}

/** Who does something, and when. */
export interface Author {
  readonly by: string;
  readonly at: Instant;
}

/** Every rule with its versions: written by people and by releases, one change after the other. */
export class RuleBook {
  readonly #options: RuleBookOptions;
  readonly #turns = new Turns();
  #entries: ReadonlyMap<string, RuleEntry>;
  #onChange: (rules: RuleSet) => Promise<void>;

  private constructor(options: RuleBookOptions, entries: readonly RuleEntry[]) {
    this.#options = options;
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.#onChange = options.onChange ?? (async () => undefined);
  }

  /** Brings the book up to the product's rules; what people changed stays. */
  static async load(options: RuleBookOptions, at: Instant): Promise<RuleBook> {
    const known = new Map((await loadEntries(options.database)).map((entry) => [entry.id, entry]));
    const packed = options.pack.map((one) => withDefault(known.get(one.rule.id), one, at));
    const inPack = new Set(packed.map(({ id }) => id));
    const others = [...known.values()].filter(({ id }) => !inPack.has(id)).map((one) => withoutDefault(one, at));
    const entries = [...packed, ...others];
    await saveEntries(
      options.database,
      entries.filter((entry) => known.get(entry.id) !== entry),
    );
    return new RuleBook(options, entries);
  }

  /** Those who judge by the book, from the next change on. */
  tell(onChange: (rules: RuleSet) => Promise<void>): void {
    this.#onChange = onChange;
  }

  /** Rules of the product first, in its order; own ones by their code. */
  all(): readonly RuleEntry[] {
    return [...this.#entries.values()];
  }

  find(id: string): RuleEntry | undefined {
    return this.#entries.get(id);
  }

  /** Throws `not-found`. */
  get(id: string): RuleEntry {
    const entry = this.find(id);
    if (!entry) throw new Problem("not-found", { what: "rule", id });
    return entry;
  }

  /** What a rule is called, by the name that alarms and the judge know it by. */
  nameOf(rule: string): Text | undefined {
    const entry = this.find(ruleNamed(rule));
    return entry && effective(entry).draft.name;
  }

  ruleSet(): BookRules {
    return ruleSetOf(this.#entries.values());
  }

  /** Writes a new rule. Throws `already-exists`. */
  add(draft: RuleDraft, note: string, author: Author): Promise<RuleEntry> {
    return this.#turn(draft.id, async () => {
      if (this.find(draft.id)) throw new Problem("already-exists", { what: "rule", id: draft.id });
      return { id: draft.id, versions: [written(draft, 1, note, author)], overrides: [] };
    });
  }

  /** Writes a rule anew: a draft of its own is replaced, else this is its next version. */
  write(draft: RuleDraft, note: string, author: Author): Promise<RuleEntry> {
    return this.#turn(draft.id, async () => {
      const entry = this.get(draft.id);
      const { versions } = entry;
      const last = versions.at(-1);
      const replaces = last?.state === "draft" && last.source === "own";
      // Nobody may approve what was changed under their hands.
      if (replaces && isProposed(entry, last)) throw new Problem("rule-proposal-open");
      const version = replaces ? last.version : nextVersion(entry);
      return {
        ...entry,
        versions: [...(replaces ? versions.slice(0, -1) : versions), written(draft, version, note, author)],
      };
    });
  }

  /** Does a change, or proposes it where two people are needed. Throws for what cannot be. */
  change(id: string, change: RuleChange, note: string, { by, at }: Author): Promise<RuleEntry> {
    return this.#turn(id, async () => {
      const entry = this.get(id);
      this.#refuse(entry, change);
      if (entry.proposal) throw new Problem("rule-proposal-open");
      if (needsTwo(entry, change)) return { ...entry, proposal: { change, note, by, at } };
      return changed(entry, change, { by, at });
    });
  }

  /** Throws `rule-approval-by-another` for who proposed it. */
  approve(id: string, { by, at }: Author): Promise<RuleEntry> {
    return this.#turn(id, async () => {
      const { entry, proposal } = this.#proposed(id);
      if (proposal.by === by) throw new Problem("rule-approval-by-another");
      this.#refuse(entry, proposal.change);
      return changed(entry, proposal.change, { by: proposal.by, approvedBy: by, at });
    });
  }

  /** Another refuses a proposal, or its author takes it back. */
  refuse(id: string): Promise<RuleEntry> {
    return this.#turn(id, async () => {
      const { proposal: _, ...rest } = this.#proposed(id).entry;
      return rest;
    });
  }

  #proposed(id: string) {
    const entry = this.get(id);
    const { proposal } = entry;
    if (!proposal) throw new Problem("not-found", { what: "proposal", id });
    return { entry, proposal };
  }

  #refuse(entry: RuleEntry, change: RuleChange): void {
    const types = this.#options.estate.deviceTypes();
    if (change.kind === "override") refuseOverride(entry, change.values, types);
    if (change.kind === "override-removed" && !entry.overrides.some(({ site }) => site === change.site)) {
      throw new Problem("not-found", { what: "override", id: `${entry.id}/${change.site}` });
    }
    if (change.kind !== "state") return;
    const { version, to } = change;
    const found = versionOf(entry, version);
    if (!found) throw new Problem("not-found", { what: "version", id: `${entry.id}/${version}` });
    if (found.state === to) throw new Problem("rule-step-refused", { version, state: found.state, to });
    if (to === "active" || to === "shadow") refuseErrors(found.draft, to, types);
  }

  #turn(id: string, work: () => Promise<RuleEntry>): Promise<RuleEntry> {
    return this.#turns.take(async () => {
      const entry = await work();
      await saveEntries(this.#options.database, [entry]);
      const before = JSON.stringify(this.ruleSet().rules);
      const overrides = this.find(id)?.overrides;
      this.#entries = new Map([...this.#entries, [id, entry]]);
      const rules = this.ruleSet();
      if (JSON.stringify(rules.rules) !== before || overrides !== entry.overrides) await this.#onChange(rules);
      return entry;
    });
  }
}

function written(draft: RuleDraft, version: number, note: string, { by, at }: Author): RuleVersion {
  return {
    ...{ version, source: "own", draft, note, state: "draft" },
    ...{ madeBy: by, madeAt: at, stateBy: by, stateAt: at },
  };
}

function isProposed({ proposal }: RuleEntry, { version }: RuleVersion): boolean {
  return proposal?.change.kind === "state" && proposal.change.version === version;
}
