import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { isOver } from "@plantroom/model/procedures/run.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import { maySee, type Person } from "../people/person.ts";
import type { Photos } from "./photos.ts";
import { findRun } from "./repository.ts";

type PhotoRoutes = "POST /api/procedure-runs/{id}/photos" | "GET /api/procedure-runs/{id}/photos/{photo}";

export interface PhotoDesk {
  readonly database: Database;
  readonly photos: Photos;
  readonly clock: Clock;
}

export function photoHandlers({ database, photos, clock }: PhotoDesk): Handlers<PhotoRoutes> {
  const seen = async (id: string, person: Person) => {
    const followed = await findRun(database, id);
    if (followed && maySee(person, followed.run.site)) return followed.run;
    throw new Problem("not-found", { what: "procedure run", id });
  };
  return {
    "POST /api/procedure-runs/{id}/photos": async ({ params: { id }, body, person }) => {
      if (isOver(await seen(id, person))) throw new Problem("procedure-run-over");
      return { id: await photos.add(id, body, person.username, clock.now()) };
    },
    "GET /api/procedure-runs/{id}/photos/{photo}": async ({ params: { id, photo }, person }) => {
      await seen(id, person);
      const bytes = await photos.find(id, photo);
      if (!bytes) throw new Problem("not-found", { what: "photo", id: photo });
      return bytes;
    },
  };
}
