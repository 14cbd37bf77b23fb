import { readFileSync } from "node:fs";
import type { GatewaySnapshot } from "@plantroom/model/channel/channel.ts";
import type { Log } from "../log.ts";
import { replaceFile } from "../replace-file.ts";

/** The newest snapshot, kept so that devices are served without the server. */
export class SnapshotFile {
  readonly #path: string;
  readonly #log: Log;
  #saving: Promise<void> = Promise.resolve();

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  /** Undefined before the first snapshot, and for a file that cannot be read. */
  load(): GatewaySnapshot | undefined {
    try {
      const snapshot: unknown = JSON.parse(readFileSync(this.#path, "utf8"));
      if (isSnapshot(snapshot)) return snapshot;
      this.#log.error({ path: this.#path }, "the snapshot on disk has not the shape of one");
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException;
      if (code !== "ENOENT")
        this.#log.error({ path: this.#path, problem: message }, "the snapshot on disk cannot be read");
    }
    return undefined;
  }

  /** One after the other, so that the newest stays. */
  save(snapshot: GatewaySnapshot): Promise<void> {
    this.#saving = this.#saving
      .then(() => replaceFile(this.#path, JSON.stringify(snapshot)))
      .catch((cause: Error) => this.#log.error({ problem: cause.message }, "the snapshot cannot be kept on disk"));
    return this.#saving;
  }
}

/** Whether it has the parts of a snapshot; their content is the server's word. */
export function isSnapshot(value: unknown): value is GatewaySnapshot {
  if (typeof value !== "object" || value === null || !("version" in value)) return false;
  const lists = ["sites", "equipment", "deviceTypes", "accounts"];
  return (
    Number.isFinite(value.version) && lists.every((name) => Array.isArray((value as Record<string, unknown>)[name]))
  );
}
