// A gateway that kills itself within one step of its journal: the options come as JSON in the first argument.
import { createHash } from "node:crypto";
import { demoEquipment, demoSites } from "@plantroom/model/demo/estate.ts";
import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import { startGateway } from "../../gateway/src/gateway.ts";
import { diskFiles, type Files } from "../../gateway/src/journal/files.ts";
import { silence } from "../../gateway/src/log.ts";

export interface FailingGateway {
  readonly dataDirectory: string;
  readonly port: number;
  readonly segmentBytes: number;
  readonly maxBytes: number;
  /** Where to die; never when it is missing. */
  readonly failpoint?: {
    readonly step: "open" | "write" | "sync" | "truncate" | "put" | "remove" | "sync-folder";
    readonly when: "before" | "half" | "after";
    /** How often the step is taken before. */
    readonly count: number;
  };
}

const options = JSON.parse(process.argv[2] ?? "{}") as FailingGateway;
const { failpoint } = options;
let left = failpoint?.count ?? 0;

function die(): never {
  process.kill(process.pid, "SIGKILL");
  for (;;); // the signal is on its way
}

type Step = NonNullable<FailingGateway["failpoint"]>["step"];
/** Takes a step, and dies before it, after it or half way through it when its time has come. */
async function take<T>(step: Step, whole: () => Promise<T>, half: () => Promise<unknown> = async () => undefined) {
  const isDue = failpoint?.step === step && left-- === 0;
  if (isDue && failpoint.when === "before") die();
  if (isDue && failpoint.when === "half") {
    await half();
    die();
  }
  const result = await whole();
  if (isDue) die();
  return result;
}

const files: Files = {
  ...diskFiles,
  open: (path) =>
    take("open", async () => {
      const file = await diskFiles.open(path);
      return {
        write: (bytes, offset) =>
          take(
            "write",
            () => file.write(bytes, offset),
            () => file.write(bytes.subarray(0, bytes.length >> 1), offset),
          ),
        sync: () => take("sync", () => file.sync()),
        truncate: (length) => take("truncate", () => file.truncate(length)),
        close: () => file.close(),
      };
    }),
  put: (path, bytes) => take("put", () => diskFiles.put(path, bytes)),
  remove: (path) => take("remove", () => diskFiles.remove(path)),
  syncFolder: (path) => take("sync-folder", () => diskFiles.syncFolder(path)),
};

const gateway = await startGateway({
  dataDirectory: options.dataDirectory,
  journalFolder: `${options.dataDirectory}/journal`,
  listen: { host: "127.0.0.1", port: options.port },
  readingsRetention: 400 * 86_400_000,
  journalRetention: 86_400_000,
  journalMaxBytes: options.maxBytes,
  segmentBytes: options.segmentBytes,
  clock: Date.now,
  log: silence,
  files,
});
gateway.apply({
  version: 1,
  sites: demoSites,
  equipment: demoEquipment,
  deviceTypes: builtInDeviceTypes,
  accounts: [
    {
      username: "pump",
      tokenHash: createHash("sha256").update("pump").digest("hex"),
      grants: ["harbour-court/booster-p1"],
    },
  ],
});
console.log("listening");
