import { isDeepStrictEqual } from "node:util";
import type { SessionView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { may, type Permission, permissions } from "@plantroom/model/people/permissions.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";
import type { Handlers } from "../http/handler.ts";
import { verifyPassword } from "./password.ts";
import type { People } from "./people.ts";
import type { Person } from "./person.ts";
import type { Sessions } from "./sessions.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

type Keys = "POST /api/session" | "GET /api/session" | "DELETE /api/session" | "PUT /api/session/locale";

export interface SessionOptions {
  readonly people: People;
  readonly sessions: Sessions;
  readonly throttle: SignInThrottle;
  readonly demo: boolean;
}

/** No account has a longer name; what is longer is not remembered whole. */
const longestKey = 64;

export function sessionHandlers({ people, sessions, throttle, demo }: SessionOptions): Handlers<Keys> {
  const view = (person: Person, expiresAt: Instant): SessionView => ({
    person: publicView(person),
    permissions: (Object.keys(permissions) as Permission[]).filter((permission) => may(person, permission)),
    demo,
    expiresAt: iso(expiresAt),
  });

  return {
    "POST /api/session": async ({ body: { username, password }, origin }) => {
      const account = username.slice(0, longestKey);
      const seconds = throttle.attempt(account, origin.address);
      if (seconds > 0) throw new Problem("too-many-attempts", { seconds });
      const known = await people.find(username);
      const right = await verifyPassword(password, known?.passwordHash);
      // The same answer for a wrong name, a wrong password and an account that is switched off.
      if (!known || !right || known.disabled) throw new Problem("sign-in-failed");
      throttle.succeeded(account, origin.address);
      if (origin.session !== undefined) await sessions.end(origin.session);
      const person = publicView(known);
      const { token, expiresAt } = await sessions.start(person, origin.address);
      // Whoever changed the account since it was read has ended every session but this one.
      if (!isDeepStrictEqual(await people.find(username), known)) {
        const late = sessions.find(token);
        if (late) await sessions.end(late.id);
        throw new Problem("sign-in-failed");
      }
      origin.setSession(token, expiresAt);
      return view(person, expiresAt);
    },

    "GET /api/session": async ({ person, origin }) => {
      const expiresAt = sessions.expiry(origin.session);
      if (expiresAt === undefined) throw new Problem("sign-in-required");
      return view(person, expiresAt);
    },

    "DELETE /api/session": async ({ origin }) => {
      if (origin.session !== undefined) await sessions.end(origin.session);
      origin.setSession(undefined);
      return undefined;
    },

    "PUT /api/session/locale": async ({ person, body: { locale } }) => {
      await people.chooseLocale(person.username, locale);
      sessions.update({ ...person, locale });
      return undefined;
    },
  };
}

function publicView({ username, name, roles, sites, locale }: Person): SessionView["person"] {
  return { username, name, roles: [...roles], ...(sites && { sites: [...sites] }), ...(locale && { locale }) };
}
