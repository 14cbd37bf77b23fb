import type { Migration } from "./migration.ts";
import { platform } from "./migrations/001-platform.ts";
import { pipeline } from "./migrations/002-pipeline.ts";
import { energy } from "./migrations/003-energy.ts";

/** In this order, for ever. */
export const migrations: readonly Migration[] = [platform, pipeline, energy];
