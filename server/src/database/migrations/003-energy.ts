import type { Migration } from "../migration.ts";

export const energy: Migration = {
  name: "003-energy",
  up: async () => undefined,
};
