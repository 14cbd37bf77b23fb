import { demoControl, demoFaultCommand } from "@plantroom/model/demo/faults.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Commands } from "../devices/commands.ts";
import type { Handlers } from "../http/handler.ts";
import { maySee, type Person } from "../people/person.ts";
import type { DemoControl } from "./demo-control.ts";

type Keys = "GET /api/demo/faults" | "PUT /api/demo/faults/{id}";

export interface DemoOptions {
  /** Undefined outside demo mode. */
  readonly control: DemoControl | undefined;
  readonly commands: Commands;
}

export function demoHandlers({ control, commands }: DemoOptions): Handlers<Keys> {
  const inDemo = (person: Person): DemoControl => {
    if (!control || !maySee(person, demoControl.site)) throw new Problem("demo-only");
    return control;
  };
  return {
    "GET /api/demo/faults": async ({ person }) => ({ items: inDemo(person).faults(), next: null }),

    "PUT /api/demo/faults/{id}": async ({ params: { id }, body: { active }, person }) => {
      const fault = inDemo(person).fault(id);
      if (!fault) throw new Problem("not-found", { what: "fault", id });
      const { delivered } = await commands.send({
        ...demoControl,
        command: demoFaultCommand,
        args: { fault: id, active },
        reason: "demo",
        by: person.username,
      });
      if (!delivered) throw new Problem("demo-not-connected");
      // What is played the simulators alone tell, a moment later, and the live feed passes it on.
      return inDemo(person).fault(id) ?? fault;
    },
  };
}
