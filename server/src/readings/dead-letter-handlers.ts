import type { DeadLetterView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { iso } from "@plantroom/model/time.ts";
import type { Handlers } from "../http/handler.ts";
import { maySee } from "../people/person.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleSite } from "../sites/visible.ts";
import type { DeadLetterRetry } from "./dead-letter-retry.ts";
import type { DeadLetter, DeadLetters } from "./dead-letters.ts";

/** ECMA-262: the last moment that a Date knows, either way from 1970. */
const furthest = 8.64e15;

type Keys = "GET /api/dead-letters" | "POST /api/dead-letters/retry" | "POST /api/dead-letters/{id}/retry";

export function deadLetterHandlers(letters: DeadLetters, retry: DeadLetterRetry, estate: Estate): Handlers<Keys> {
  return {
    "GET /api/dead-letters": async ({ query: { site, cursor, limit }, person }) => {
      const sites = site === undefined ? person.sites : [visibleSite(estate, person, site).id];
      const { items, next } = await letters.list({ sites, cursor, limit });
      return { items: items.map(viewOf), next };
    },
    "POST /api/dead-letters/retry": async ({ person }) => retry.all(person.sites),
    "POST /api/dead-letters/{id}/retry": async ({ params: { id }, person }) => {
      const letter = /^\d{1,15}$/.test(id) ? await letters.find(Number(id)) : undefined;
      if (!letter || !maySee(person, letter.site)) throw new Problem("not-found", { what: "dead letter", id });
      return retry.one(letter);
    },
  };
}

function viewOf(row: DeadLetter): DeadLetterView {
  const { id, site, equipment, point, at, value, reason, setAsideAt, triedAgainAt, receivedAt } = row;
  return {
    ...{ id: String(id), setAsideAt: iso(setAsideAt), site, equipment, point, value, reason },
    retryable: receivedAt !== null,
    ...(triedAgainAt !== null && { triedAgainAt: iso(triedAgainAt) }),
    ...(at !== null && Math.abs(at) <= furthest && { at: iso(at) }),
  };
}
