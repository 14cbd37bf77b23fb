import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Handlers } from "../http/handler.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleEquipment } from "../sites/visible.ts";
import type { Commands } from "./commands.ts";

type Keys = "POST /api/equipment/{site}/{equipment}/commands" | "GET /api/equipment/{site}/{equipment}/commands/{id}";

export function commandHandlers({
  commands,
  estate,
}: {
  readonly commands: Commands;
  readonly estate: Estate;
}): Handlers<Keys> {
  return {
    "POST /api/equipment/{site}/{equipment}/commands": async ({ params, body, person }) => {
      const one = visibleEquipment(estate, person, params.site, params.equipment);
      const known = estate.deviceType(one.type)?.commands ?? {};
      if (!Object.hasOwn(known, body.command)) throw new Problem("not-found", { what: "command", id: body.command });
      return await commands.send({ ...body, site: one.site, equipment: one.id, by: person.username });
    },

    "GET /api/equipment/{site}/{equipment}/commands/{id}": async ({ params: { site, equipment, id }, person }) => {
      const one = visibleEquipment(estate, person, site, equipment);
      const command = await commands.find(one.site, one.id, id);
      if (!command) throw new Problem("not-found", { what: "command", id });
      return command;
    },
  };
}
