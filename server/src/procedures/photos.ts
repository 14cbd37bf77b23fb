import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import { pictureTypeOf, withoutTraces } from "./picture.ts";

/** More than a run ever needs. */
const mostOfRun = 40;

/** Pictures taken as evidence: files with random names in one folder, and who sent them in the database. */
export class Photos {
  readonly #database: Database;
  readonly #folder: string;

  /** `folder` is made when the first picture comes. */
  constructor(database: Database, folder: string) {
    this.#database = database;
    this.#folder = folder;
  }

  /** Keeps a picture; answers its id. Throws `photo-invalid` for what is none, and `photo-limit`. */
  async add(run: string, bytes: Uint8Array, by: string, at: Instant): Promise<string> {
    const type = pictureTypeOf(bytes);
    const clean = type && withoutTraces(bytes, type);
    if (!type || !clean) throw new Problem("photo-invalid");
    const { count } = await this.#database
      .selectFrom("procedurePhotos")
      .select(({ fn }) => fn.countAll().as("count"))
      .where("run", "=", run)
      .executeTakeFirstOrThrow();
    if (Number(count) >= mostOfRun) throw new Problem("photo-limit", { count: mostOfRun });
    const id = randomBytes(16).toString("hex");
    await this.#write(id, clean);
    await this.#database.insertInto("procedurePhotos").values({ id, run, by, at, type, bytes: clean.length }).execute();
    return id;
  }

  /** Whether these pictures were all sent to this run. */
  async has(run: string, ids: readonly string[]): Promise<boolean> {
    if (ids.length === 0) return true;
    const rows = await this.#database
      .selectFrom("procedurePhotos")
      .select("id")
      .where("run", "=", run)
      .where("id", "in", ids)
      .execute();
    return rows.length === new Set(ids).size;
  }

  /** The picture, when it was sent to this run. */
  async find(run: string, id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (!(await this.has(run, [id]))) return undefined;
    try {
      return new Uint8Array(await readFile(this.#fileOf(id)));
    } catch (problem) {
      if (problem instanceof Error && "code" in problem && problem.code === "ENOENT") return undefined;
      throw problem;
    }
  }

  async #write(id: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const file = await open(this.#fileOf(id), "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } catch (problem) {
      await rm(this.#fileOf(id), { force: true });
      throw problem;
    } finally {
      await file.close();
    }
  }

  #fileOf(id: string): string {
    return join(this.#folder, id);
  }
}
