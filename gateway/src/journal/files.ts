import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "@plantroom/model/time.ts";

export interface FileFacts {
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: Instant;
}

/** A file open for writing. Every method rejects with the error of the operating system. */
export interface WritableFile {
  /** All of the bytes, at a byte offset. */
  write(bytes: Uint8Array, offset: number): Promise<void>;
  /** Resolves when everything written so far is on the disk. After a rejection nothing is known of what was written. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** What the journal needs of a file system; tests replace it to drop, tear, reorder and refuse writes. */
export interface Files {
  makeFolder(path: string): Promise<void>;
  /** The files of a folder, sorted by name. */
  list(folder: string): Promise<FileFacts[]>;
  /** Undefined when there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /** At most so many bytes from an offset on; undefined when there is no such file. */
  readAt(path: string, offset: number, length: number): Promise<Buffer | undefined>;
  /** Creates the file when it is missing. */
  open(path: string): Promise<WritableFile>;
  /** Puts a small file there as a whole: after a crash it holds all of the bytes or what it held before. */
  put(path: string, bytes: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes names that came and went in the folder durable. */
  syncFolder(path: string): Promise<void>;
}

export const diskFiles: Files = {
  async makeFolder(path) {
    await mkdir(path, { recursive: true });
  },

  async list(folder) {
    const names = (await readdir(folder)).sort();
    return Promise.all(
      names.map(async (name) => {
        const { size, mtimeMs } = await stat(join(folder, name));
        return { name, bytes: size, modifiedAt: mtimeMs };
      }),
    );
  },

  async read(path) {
    try {
      return await readFile(path);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw cause;
    }
  },

  async readAt(path, offset, length) {
    const handle = await open(path, "r").catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== "ENOENT") throw cause;
    });
    if (!handle) return undefined;
    try {
      const bytes = Buffer.allocUnsafe(length);
      let filled = 0;
      for (let more = -1; more !== 0 && filled < length; filled += more) {
        more = (await handle.read(bytes, filled, length - filled, offset + filled)).bytesRead;
      }
      return bytes.subarray(0, filled);
    } finally {
      await handle.close();
    }
  },

  async open(path) {
    const handle = await open(path, "r+").catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== "ENOENT") throw cause;
      return open(path, "wx+", 0o600);
    });
    return {
      async write(bytes, offset) {
        for (let written = 0; written < bytes.length; ) {
          written += (await handle.write(bytes, written, bytes.length - written, offset + written)).bytesWritten;
        }
      },
      // The length of a file that grew is part of what fdatasync(2) makes durable.
      sync: () => handle.datasync(),
      async truncate(length) {
        await handle.truncate(length);
        await handle.datasync();
      },
      close: () => handle.close(),
    };
  },

  async put(path, bytes) {
    await writeFile(`${path}.new`, bytes, { flush: true, mode: 0o600 });
    await rename(`${path}.new`, path);
  },

  async remove(path) {
    await rm(path, { force: true });
  },

  async syncFolder(path) {
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } catch (cause) {
      // Windows cannot sync a folder and needs not to.
      if (process.platform !== "win32") throw cause;
    } finally {
      await handle.close();
    }
  },
};
