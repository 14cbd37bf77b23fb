import { readFileSync } from "node:fs";
import type { EquipmentKey } from "@plantroom/model/identity.ts";
import { equipmentKey } from "@plantroom/model/identity.ts";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Piece } from "../journal/frames.ts";
import { replaceFile } from "../replace-file.ts";

interface Remembered {
  /** What is in the journal before this position is contained. */
  readonly position: JournalPosition;
  readonly online: readonly EquipmentKey[];
}

/** Who was online, for the next run; what came after it was written stands in the journal. */
export class PresenceFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async save(remembered: Remembered): Promise<void> {
    await replaceFile(this.#path, JSON.stringify(remembered));
  }

  /** Without a file, nobody came or went before the newest segment. */
  async load(
    read: (from: JournalPosition) => AsyncIterable<Piece>,
    newestSegment: JournalPosition,
  ): Promise<ReadonlySet<EquipmentKey>> {
    const { position, online } = this.#read() ?? { position: newestSegment, online: [] };
    const known = new Set(online);
    for await (const piece of read(position)) {
      if (piece.kind !== "frame") continue;
      for (const entry of piece.entries) {
        if (entry.kind !== "presence") continue;
        const key = equipmentKey(entry.site, entry.equipment);
        if (entry.online) known.add(key);
        else known.delete(key);
      }
    }
    return known;
  }

  #read(): Remembered | undefined {
    try {
      const { position, online } = JSON.parse(readFileSync(this.#path, "utf8"));
      return Number.isFinite(position) && Array.isArray(online) ? { position, online } : undefined;
    } catch {
      return undefined; // the first run, or a file that somebody cut short
    }
  }
}
