import type { Handlers } from "../http/handler.ts";
import type { ReadBack } from "./read-back.ts";
import { type ReadBacks, readBackView } from "./read-backs.ts";

export function readBackHandlers(
  readBack: ReadBack,
  readBacks: ReadBacks,
): Handlers<"GET /api/read-backs" | "POST /api/read-backs"> {
  return {
    "GET /api/read-backs": async ({ query: { cursor, limit } }) => {
      const { items, next } = await readBacks.list(cursor, limit);
      return { items: items.map(readBackView), next };
    },
    "POST /api/read-backs": async ({ person }) => readBackView(await readBack.begin(person.username)),
  };
}
