import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { RunRefusal } from "@plantroom/model/procedures/act.ts";

/** Why an act on a run was refused, for the person who asked. */
export function problemOf(refusal: RunRefusal): Problem {
  switch (refusal.why) {
    case "over":
      return new Problem("procedure-run-over");
    case "step-unknown":
      return new Problem("not-found", { what: "step", id: refusal.step });
    case "step-decided":
      return new Problem("procedure-step-decided");
    case "step-undecided":
      return new Problem("procedure-step-undecided");
    case "step-not-needed":
      return new Problem("procedure-step-not-needed");
    case "not-for-role":
      return new Problem("procedure-step-role", { role: refusal.role });
    case "needs":
      return new Problem("procedure-step-needs", { needs: refusal.needs });
    case "steps-open":
      return new Problem("procedure-steps-open", { count: refusal.count });
  }
}
