import type { Migration } from "../migration.ts";

export const pipeline: Migration = {
  name: "002-pipeline",
  up: async () => undefined,
};
