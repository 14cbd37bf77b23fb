import type { Instant, Milliseconds } from "../time.ts";
import { second } from "../time.ts";
import type { Priority } from "./priority.ts";

/** Alarms of one asset tree, or of one supply, so close together have one cause (domain A10.5). */
export const incidentWindow: Milliseconds = 30 * second;

/** Alarms of one cause: told together, with one work order and one sound. */
export interface Incident {
  readonly id: string;
  readonly site: string;
  readonly startedAt: Instant;
  /** The last alarm that joined. */
  readonly joinedAt: Instant;
  readonly endedAt?: Instant | undefined;
  /** The alarm that came first, with its equipment and rule. */
  readonly firstOut: string;
  readonly equipment: string;
  readonly rule: string;
  /** The gravest that it has had. */
  readonly priority: Priority;
  /** Alarms that belong to it, and those of them that are still open or hidden by design. */
  readonly members: number;
  readonly open: number;
  readonly suppressed: number;
  readonly workOrder?: string | undefined;
}
