import type { PersonInput, PersonView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Clock } from "../clock.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import { pageOf } from "../http/page.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleSite } from "../sites/visible.ts";
import { Turns } from "../turns.ts";
import { acceptable } from "./acceptable-password.ts";
import { hashPassword } from "./password.ts";
import type { People } from "./people.ts";
import { maySee, type Person } from "./person.ts";
import type { Sessions } from "./sessions.ts";

type Keys = "GET /api/people" | "POST /api/people" | "PUT /api/people/{username}" | "GET /api/technicians";

export interface PeopleOptions {
  readonly people: People;
  readonly sessions: Sessions;
  readonly estate: Estate;
  readonly clock: Clock;
}

export function peopleHandlers({ people, sessions, estate, clock }: PeopleOptions): Handlers<Keys> {
  /** One change after the other: what is checked still holds when it is written. */
  const turns = new Turns();
  return {
    "GET /api/people": async ({ query, person: asking }) => {
      const all = await people.all();
      return pageOf(
        all.filter((one) => isWithin(one, asking)),
        query,
      );
    },

    "POST /api/people": async ({ body, person: asking }) => {
      const { password, ...person } = body;
      if (!isWithin(person, asking)) throw new Problem("not-allowed");
      checkSites(person, estate);
      const added = await people.add(person, await hashPassword(acceptable(password ?? "")), clock.now());
      if (!added) throw new Problem("already-exists", { what: "person", id: person.username });
      return person;
    },

    "PUT /api/people/{username}": async ({ params: { username }, body, person: asking }) => {
      const { password, ...person } = body;
      const before = await people.find(username);
      if (!before || !isWithin(before, asking)) throw new Problem("not-found", { what: "person", id: username });
      if (person.username !== username) throw invalid("body.username", "a user name is never changed");
      if (!isWithin(person, asking)) throw new Problem("not-allowed");
      checkSites(person, estate);
      const passwordHash = password === undefined ? undefined : await hashPassword(acceptable(password));
      await turns.take(async () => {
        await keepAnAdministrator(people, person);
        await people.change(person, passwordHash);
      });
      if (password !== undefined || rightsOf(before) !== rightsOf(person)) await sessions.endAllOf(username);
      else sessions.update(person);
      return person;
    },

    "GET /api/technicians": async ({ query: { site }, person }) => {
      const asked = site === undefined ? undefined : visibleSite(estate, person, site).id;
      const sites = estate.sites().filter(({ id }) => maySee(person, id) && (asked === undefined || id === asked));
      const items = (await people.all())
        .filter((one) => one.roles.includes("technician") && !one.disabled)
        .filter((one) => sites.some(({ id }) => maySee(one, id)))
        .map(({ username, name }) => ({ username, name }));
      return { items, next: null };
    },
  };
}

/** Who manages some sites manages the people of these, and gives nobody more than they have. */
function isWithin({ sites }: Pick<Person, "sites">, asking: Person): boolean {
  return asking.sites === undefined || (sites?.every((site) => maySee(asking, site)) ?? false);
}

function rightsOf({ roles, sites, disabled }: PersonView): string {
  return JSON.stringify([[...roles].sort(), sites === undefined ? null : [...sites].sort(), disabled === true]);
}

function checkSites(person: Omit<PersonInput, "password">, estate: Estate): void {
  const unknown = person.sites?.find((id) => estate.site(id) === undefined);
  if (unknown !== undefined) throw new Problem("not-found", { what: "site", id: unknown });
}

/** Nobody could let anybody in again. */
async function keepAnAdministrator(people: People, changed: PersonView): Promise<void> {
  const manages = (person: PersonView) =>
    person.roles.includes("administrator") && person.sites === undefined && !person.disabled;
  const others = (await people.all()).filter(({ username }) => username !== changed.username);
  if (!manages(changed) && !others.some(manages)) throw new Problem("last-administrator");
}
