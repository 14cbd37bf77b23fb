import { resolve } from "node:path";
import type { Configuration } from "@plantroom/model/configuration/settings.ts";
import { journalFolder } from "@plantroom/model/journal/place.ts";
import { CannotStart } from "../cannot-start.ts";
import { databaseFile } from "../database/database.ts";
import { plainHost } from "../http/tls.ts";
import { readingsFile } from "../readings/open.ts";

/** Where an installation keeps its things; absolute paths. */
export interface Installation {
  readonly dataDirectory: string;
  readonly journalFolder: string;
  readonly databaseFile: string;
  /** Undefined where the readings are kept in a server of their own. */
  readonly readingsFile: string | undefined;
  /** Where its server answers when it runs. */
  readonly serverUrl: string;
}

/** As the settings say; relative folders begin at `root`. Throws `CannotStart` for a scheme without files. */
export function installationOf(settings: Configuration, root: string): Installation {
  const dataDirectory = resolve(root, settings.dataDirectory);
  const journal = journalFolder(settings.journalUrl);
  if (journal === undefined) {
    throw new CannotStart(`PLANTROOM_JOURNAL_URL "${settings.journalUrl}" has an unknown scheme; known are: file:.`);
  }
  return {
    dataDirectory,
    journalFolder: resolve(dataDirectory, journal),
    databaseFile: databaseFile(settings.databaseUrl, dataDirectory),
    readingsFile: readingsFile(settings.readingsUrl, dataDirectory),
    serverUrl: `http://${reachable(plainHost(settings))}:${settings.httpPort}`,
  };
}

/** An address that stands for all is reached by loopback. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
