import { randomBytes } from "node:crypto";
import type { PersonView } from "@plantroom/model/api/types.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { hashPassword } from "./password.ts";
import type { People } from "./people.ts";

/** The accounts that everybody knows; each has its own name as password. */
const demoAccounts: readonly PersonView[] = [
  { username: "operator", name: "Olivia Chen", roles: ["operator"] },
  { username: "supervisor", name: "Sam Wu", roles: ["supervisor"] },
  { username: "technician", name: "Terry Lin", roles: ["technician"] },
  { username: "energy", name: "Emma Huang", roles: ["energy-manager"] },
  { username: "admin", name: "Alex Tsai", roles: ["administrator"] },
];

export function isDemoAccount(username: string): boolean {
  return demoAccounts.some((person) => person.username === username);
}

export async function addDemoAccounts(people: People, at: Instant): Promise<void> {
  const known = new Set((await people.all()).map(({ username }) => username));
  for (const person of demoAccounts) {
    if (!known.has(person.username)) await people.add(person, await hashPassword(person.username), at);
  }
}

export interface FirstAdministrator {
  readonly username: string;
  readonly password: string;
}

/** Makes the first administrator where there is nobody yet; answers the password, which is kept nowhere else. */
export async function addFirstAdministrator(people: People, at: Instant): Promise<FirstAdministrator | undefined> {
  if ((await people.all()).length > 0) return undefined;
  const password = randomBytes(15).toString("base64url");
  const person: PersonView = { username: "admin", name: "Administrator", roles: ["administrator"] };
  await people.add(person, await hashPassword(password), at);
  return { username: person.username, password };
}
