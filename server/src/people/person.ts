import type { Permission } from "@plantroom/model/people/permissions.ts";
import type { Role } from "@plantroom/model/people/roles.ts";
import type { Locale } from "@plantroom/model/text.ts";

/** Somebody signed in. */
export interface Person {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** All sites when undefined. */
  readonly sites?: readonly string[] | undefined;
  readonly locale?: Locale | undefined;
}

export function maySee(person: Pick<Person, "sites">, site: string): boolean {
  return person.sites === undefined || person.sites.includes(site);
}
export type { Permission };
