import type { Role } from "../people/roles.ts";
import type { Text } from "../text.ts";

/** What proves that a step was done: a tick, words, a picture, a telephone call, or a value read on site. */
export const evidenceKinds = ["tick", "note", "photo", "call", "reading"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Who does a step. */
export const stepRoles = ["operator", "technician", "supervisor"] as const;
export type StepRole = (typeof stepRoles)[number];

/** Who may write a step down: the control room writes for people in the field who report by radio. */
const writers: Readonly<Record<StepRole, readonly Role[]>> = {
  operator: ["operator", "supervisor", "administrator"],
  technician: ["technician", "operator", "supervisor", "administrator"],
  supervisor: ["supervisor", "administrator"],
};

export function mayWrite(role: StepRole, roles: readonly Role[]): boolean {
  return roles.some((one) => writers[role].includes(one));
}

/** An answer to a step that asks, and where it leads: a later step's id, or `end`. */
export interface Branch {
  readonly id: string;
  readonly answer: Text;
  readonly next: string;
}

/** Whom to call; `number` where it is the same everywhere, else the site's own list has it. */
export interface CallTarget {
  readonly label: Text;
  readonly number?: string;
}

export interface ProcedureStep {
  /** Unique in its procedure and kept from version to version: `intercom`. */
  readonly id: string;
  readonly role: StepRole;
  readonly text: Text;
  /** The words to say, by intercom, telephone or loudspeaker. */
  readonly say?: Text;
  /** To be done so many seconds after the step opened or, `from: "start"`, after the run began. */
  readonly timer?: { readonly seconds: number; readonly from: "step" | "start" };
  readonly evidence: EvidenceKind;
  readonly call?: CallTarget;
  /** What is read, with its unit; for `evidence: "reading"`. */
  readonly reading?: { readonly label: Text; readonly unit: string };
  /** Opens together with the step before it, not after it: different people do them. */
  readonly alongside?: true;
  /** The step asks; the answer decides what follows. Never together with `alongside`. */
  readonly branches?: readonly Branch[];
  /** What follows where it is not the next in the list: a later step's id, or `end`. */
  readonly next?: string;
}

/** A standard operating procedure (domain C6): what is done, by whom, within which time, with which evidence. */
export interface Procedure {
  /** `S-ELV-1`. */
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  /** When it is used, in one sentence. */
  readonly purpose: Text;
  /** The rules whose alarms it answers, with their variants: `PMP-01` answers for `PMP-01C` too. */
  readonly rules: readonly string[];
  /** Each equipment has a run of its own, also when one incident has stopped several. */
  readonly perEquipment?: true;
  readonly steps: readonly ProcedureStep[];
  readonly provenance: string;
}

/** A variant of a rule carries its number with a letter: `PMP-01C` is one of `PMP-01`. */
const variant = /^([A-Z]{3}-[A-Z]?\d+)[A-Z]$/;

/** The rule that this one is a variant of, else itself. */
export function baseRuleOf(rule: string): string {
  return variant.exec(rule)?.[1] ?? rule;
}

export function stepOf(procedure: Procedure, id: string): ProcedureStep | undefined {
  return procedure.steps.find((step) => step.id === id);
}
