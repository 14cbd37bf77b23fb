import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Handlers } from "../http/handler.ts";
import { acceptable } from "./acceptable-password.ts";
import { isDemoAccount } from "./first-accounts.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import type { People } from "./people.ts";
import type { Sessions } from "./sessions.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

export interface OwnPasswordOptions {
  readonly people: People;
  readonly sessions: Sessions;
  /** The one of the sign-in: a session that was left open is no way round it. */
  readonly throttle: SignInThrottle;
  readonly demo: boolean;
}

export function ownPasswordHandlers(options: OwnPasswordOptions): Handlers<"PUT /api/session/password"> {
  const { people, sessions, throttle, demo } = options;
  return {
    "PUT /api/session/password": async ({ person: { username }, body: { current, password }, origin }) => {
      if (demo && isDemoAccount(username)) throw new Problem("demo-password");
      const seconds = throttle.attempt(username, origin.address);
      if (seconds > 0) throw new Problem("too-many-attempts", { seconds });
      const account = await people.find(username);
      if (!account || !(await verifyPassword(current, account.passwordHash))) throw new Problem("password-wrong");
      throttle.succeeded(username, origin.address);
      const after = await hashPassword(acceptable(password));
      if (!(await people.changePassword(username, account.passwordHash, after))) throw new Problem("password-wrong");
      await sessions.endAllOf(username, origin.session);
      return undefined;
    },
  };
}
