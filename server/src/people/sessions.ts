import { createHash, randomBytes } from "node:crypto";
import { day, hour, type Instant, minute, second } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { People } from "./people.ts";
import type { Person } from "./person.ts";

/** A shift is 8 to 12 hours; who was away for longer signs in again. */
export const idleTime = 12 * hour;
/** However busy, a session ends after a week. */
export const absoluteTime = 7 * day;
/** The last use is written no more often than this. */
const touchEvery = minute;
const sweepEvery = 10 * second;

/** Somebody's session; `id` is the SHA-256 of its token, and safe to keep and compare. */
export interface SignedIn {
  readonly id: string;
  readonly person: Person;
  readonly expiresAt: Instant;
}

interface Session extends SignedIn {
  person: Person;
  lastSeenAt: Instant;
  writtenAt: Instant;
}

/** All sessions, in memory and written through: looking one up costs nothing, ending one holds from that moment on. */
export class Sessions {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #sessions = new Map<string, Session>();
  readonly #listeners = new Set<(session: string) => void>();
  #stopSweep: () => void = () => undefined;

  private constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  static async load(database: Database, people: People, clock: Clock): Promise<Sessions> {
    const sessions = new Sessions(database, clock);
    const persons = new Map((await people.all()).map((person) => [person.username, person]));
    for (const row of await database.selectFrom("sessions").selectAll().execute()) {
      const person = persons.get(row.username);
      if (!person || person.disabled) continue;
      const { tokenHash: id, lastSeenAt, expiresAt } = row;
      sessions.#sessions.set(id, { id, person, lastSeenAt, expiresAt, writtenAt: lastSeenAt });
    }
    sessions.#sweep();
    return sessions;
  }

  /** Answers the token, which is nowhere else: 256 random bits. */
  async start(person: Person, address: string): Promise<{ readonly token: string; readonly expiresAt: Instant }> {
    const token = randomBytes(32).toString("base64url");
    const id = hashOf(token);
    const now = this.#clock.now();
    const expiresAt = now + absoluteTime;
    await this.#database
      .insertInto("sessions")
      .values({ tokenHash: id, username: person.username, createdAt: now, lastSeenAt: now, expiresAt, address })
      .execute();
    this.#sessions.set(id, { id, person, lastSeenAt: now, expiresAt, writtenAt: now });
    return { token, expiresAt };
  }

  /** Who the token stands for, if anybody, and that they are here. */
  find(token: string | undefined): SignedIn | undefined {
    const session = token === undefined ? undefined : this.#sessions.get(hashOf(token));
    if (!session || this.#isOver(session)) return undefined;
    session.lastSeenAt = this.#clock.now();
    return session;
  }

  /** When the session ends at the latest; undefined when it has. */
  expiry(id: string | undefined): Instant | undefined {
    return id === undefined ? undefined : this.#sessions.get(id)?.expiresAt;
  }

  async end(id: string): Promise<void> {
    if (!this.#sessions.delete(id)) return;
    for (const listener of this.#listeners) listener(id);
    await this.#database.deleteFrom("sessions").where("tokenHash", "=", id).execute();
  }

  /** Ends every session of a person, but for one that may stay. */
  async endAllOf(username: string, except?: string): Promise<void> {
    const ids = [...this.#sessions.values()].filter(({ person }) => person.username === username).map(({ id }) => id);
    for (const id of ids) if (id !== except) await this.end(id);
  }

  /** The person's name or language changed, not what they may do. */
  update(person: Person): void {
    for (const session of this.#sessions.values()) {
      if (session.person.username === person.username) session.person = person;
    }
  }

  /** Called with the session's id the moment it ends, for whatever reason; answers the function that ends the listening. */
  onEnded(listener: (session: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    this.#stopSweep();
    await this.#write(this.#clock.now());
  }

  #isOver({ lastSeenAt, expiresAt }: Session): boolean {
    const now = this.#clock.now();
    return now >= expiresAt || now - lastSeenAt >= idleTime;
  }

  #sweep(): void {
    this.#stopSweep = this.#clock.after(sweepEvery, () => {
      this.#sweep();
      const over = [...this.#sessions.values()].filter((session) => this.#isOver(session));
      // A database that fails here fails in everybody's request too, where it is reported.
      Promise.all(over.map(({ id }) => this.end(id)))
        .then(() => this.#write(this.#clock.now() - touchEvery))
        .catch(() => undefined);
    });
  }

  async #write(before: Instant): Promise<void> {
    for (const session of this.#sessions.values()) {
      if (session.lastSeenAt === session.writtenAt || session.writtenAt > before) continue;
      session.writtenAt = session.lastSeenAt;
      await this.#database
        .updateTable("sessions")
        .set({ lastSeenAt: session.lastSeenAt })
        .where("tokenHash", "=", session.id)
        .execute();
    }
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
