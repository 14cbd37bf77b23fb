import { basename, dirname } from "node:path";
import type { Files } from "./files.ts";

type Write = { readonly offset: number; readonly bytes: Buffer } | { readonly length: number };

interface MemoryFile {
  durable: Buffer;
  /** Whether the name would survive a power failure. */
  named: boolean;
  /** Written, not yet synced; `lost` ones were part of a failed sync and never become durable. */
  pending: { readonly write: Write; lost: boolean }[];
  modifiedAt: number;
}

export interface Operation {
  readonly kind: "open" | "write" | "sync" | "truncate" | "put" | "remove" | "sync-folder";
  readonly name: string;
}

/** A number in [0, 1), as fast-check and seeded generators give it. */
export type Random = () => number;

/**
 * A disk in memory for tests. It keeps what was synced apart from what was only written, so that a power failure can drop,
 * tear and reorder the latter; `before` sees each operation first and may delay or refuse it.
 */
export class MemoryFiles implements Files {
  before: (operation: Operation) => Promise<void> | void = () => undefined;
  clock: () => number = () => 0;
  readonly #files = new Map<string, MemoryFile>();

  async makeFolder(): Promise<void> {
    // folders are names only
  }

  async list(folder: string) {
    return [...this.#files]
      .filter(([path]) => dirname(path) === folder)
      .map(([path, file]) => ({ name: basename(path), bytes: content(file).length, modifiedAt: file.modifiedAt }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async read(path: string): Promise<Buffer | undefined> {
    const file = this.#files.get(path);
    return file && content(file);
  }

  async readAt(path: string, offset: number, length: number): Promise<Buffer | undefined> {
    return (await this.read(path))?.subarray(offset, offset + length);
  }

  async open(path: string) {
    const act = (kind: Operation["kind"]) => this.before({ kind, name: basename(path) });
    await act("open");
    const file = this.#files.get(path) ?? { durable: Buffer.alloc(0), named: false, pending: [], modifiedAt: 0 };
    this.#files.set(path, file);
    return {
      write: async (bytes: Uint8Array, offset: number) => {
        await act("write");
        file.pending.push({ write: { offset, bytes: Buffer.from(bytes) }, lost: false });
        file.modifiedAt = this.clock();
      },
      sync: async () => {
        const syncing = [...file.pending];
        try {
          await act("sync");
        } catch (cause) {
          for (const one of syncing) one.lost = true;
          throw cause;
        }
        file.durable = syncing.reduce((bytes, one) => (one.lost ? bytes : apply(bytes, one.write)), file.durable);
        file.pending = file.pending.filter((one) => one.lost || !syncing.includes(one));
      },
      truncate: async (length: number) => {
        await act("truncate");
        file.durable = apply(file.durable, { length });
        file.pending = [];
      },
      close: async () => undefined,
    };
  }

  async put(path: string, bytes: Uint8Array): Promise<void> {
    await this.before({ kind: "put", name: basename(path) });
    this.place(path, Buffer.from(bytes));
  }

  async remove(path: string): Promise<void> {
    await this.before({ kind: "remove", name: basename(path) });
    this.#files.delete(path);
  }

  async syncFolder(path: string): Promise<void> {
    await this.before({ kind: "sync-folder", name: basename(path) });
    for (const [name, file] of this.#files) if (dirname(name) === path) file.named = true;
  }

  /** Puts a file there as another program would, durable at once. */
  place(path: string, text: string | Buffer): void {
    this.#files.set(path, { durable: Buffer.from(text), named: true, pending: [], modifiedAt: this.clock() });
  }

  /** What a disk may hold after the power failed: unsynced writes dropped, torn or applied in any order. */
  afterPowerFailure(random: Random): MemoryFiles {
    const after = new MemoryFiles();
    for (const [path, file] of this.#files) {
      if (!file.named && random() < 0.5) continue;
      const survivors = file.pending.filter(() => random() < 0.5).sort(() => random() - 0.5);
      const bytes = survivors.reduce(
        (sum, { write }) => apply(sum, random() < 0.5 ? write : torn(write, random)),
        file.durable,
      );
      after.place(path, bytes);
    }
    return after;
  }

  /** What the disk holds after the process alone was killed: everything that was written. */
  afterKill(): MemoryFiles {
    const after = new MemoryFiles();
    for (const [path, file] of this.#files) after.place(path, content(file));
    return after;
  }
}

function content(file: MemoryFile): Buffer {
  return file.pending.reduce((bytes, { write }) => apply(bytes, write), file.durable);
}

function apply(bytes: Buffer, write: Write): Buffer {
  if ("length" in write) return bytes.subarray(0, write.length);
  const result = Buffer.alloc(Math.max(bytes.length, write.offset + write.bytes.length));
  bytes.copy(result);
  write.bytes.copy(result, write.offset);
  return result;
}

function torn(write: Write, random: Random): Write {
  if ("length" in write) return write;
  return { offset: write.offset, bytes: write.bytes.subarray(0, Math.floor(random() * write.bytes.length)) };
}
