import { createHash, timingSafeEqual } from "node:crypto";
import type { DeviceAccount } from "@plantroom/model/channel/channel.ts";
import { type Rights, rightsOf } from "./rights.ts";

export interface Account {
  readonly username: string;
  readonly rights: Rights;
  readonly tokenHash: Buffer;
}

const nobody = Buffer.alloc(32);

/** The device accounts of the newest snapshot. */
export class Accounts {
  #byName = new Map<string, Account>();

  replace(accounts: readonly DeviceAccount[]): void {
    this.#byName = new Map(
      accounts.map(({ username, tokenHash, grants }) => [
        username,
        { username, rights: rightsOf(grants), tokenHash: Buffer.from(tokenHash, "hex") },
      ]),
    );
  }

  find(username: string): Account | undefined {
    return this.#byName.get(username);
  }

  /** Takes the same time whether the account exists or not. */
  authenticate(username: string, token: Buffer): Account | undefined {
    const account = this.#byName.get(username);
    const hash = createHash("sha256").update(token).digest();
    const known = account?.tokenHash.length === hash.length ? account.tokenHash : nobody;
    return timingSafeEqual(hash, known) ? account : undefined;
  }
}
