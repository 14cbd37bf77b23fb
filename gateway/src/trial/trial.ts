import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GatewaySnapshot } from "@plantroom/model/channel/channel.ts";
import type { JournalEntry } from "@plantroom/model/journal/entry.ts";
import { day, hour } from "@plantroom/model/time.ts";
import { type Gateway, type GatewayOptions, startGateway } from "../gateway.ts";
import { piecesOf } from "../journal/frames.ts";
import { MemoryFiles } from "../journal/memory-files.ts";
import { listSegments, segmentPath } from "../journal/segments.ts";
import { silence } from "../log.ts";
import { trialSnapshot } from "./snapshot.ts";

const journalFolder = "/journal";

/** A gateway on a port of its own, with its journal in memory and the demo estate. */
export interface Trial {
  readonly gateway: Gateway;
  readonly port: number;
  readonly files: MemoryFiles;
  readonly dataDirectory: string;
  /** What the journal holds, in order. */
  journalled(): Promise<JournalEntry[]>;
  stop(): Promise<void>;
}

export async function startTrial(
  options: Partial<GatewayOptions> & { files?: MemoryFiles } = {},
  snapshots: readonly GatewaySnapshot[] = [trialSnapshot],
): Promise<Trial> {
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), "plantroom-gateway-"));
  const files = options.files ?? new MemoryFiles();
  const gateway = await startGateway({
    dataDirectory,
    journalFolder,
    listen: { host: "127.0.0.1", port: 0 },
    readingsRetention: 400 * day,
    journalRetention: 24 * hour,
    journalMaxBytes: 1e9,
    clock: Date.now,
    log: silence,
    ...options,
    files,
  });
  for (const snapshot of snapshots) gateway.apply(snapshot);
  return {
    gateway,
    port: gateway.port ?? 0,
    files,
    dataDirectory,
    journalled: () => entriesIn(files),
    async stop() {
      await gateway.close();
      if (!options.dataDirectory) rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

export async function entriesIn(files: MemoryFiles): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (const segment of await listSegments(files, journalFolder)) {
    const bytes = (await files.read(segmentPath(journalFolder, segment))) ?? Buffer.alloc(0);
    for (const piece of piecesOf(bytes, segment.start)) if (piece.kind === "frame") entries.push(...piece.entries);
  }
  return entries;
}

/** Turns of the event loop, for what must not happen. */
export async function turns(count = 50): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}
