import { defineConfig } from "vitest/config";

const oneAtATime = { fileParallelism: false, maxWorkers: 1 };

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: "unit",
          testTimeout: 30_000, // a busy machine; what a test waits for comes by itself, not by the clock
          hookTimeout: 60_000,
          include: [
            "{model,gateway,server,simulators}/src/**/*.test.ts",
            "dashboard/src/**/*.test.ts",
            "scripts/**/*.test.ts",
          ],
        },
      },
      { test: { name: "contract", include: ["test/contract/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 60_000 } },
      {
        test: {
          name: "acceptance",
          include: ["test/acceptance/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          testTimeout: 7_200_000,
          hookTimeout: 120_000,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: "corpus",
          include: ["test/corpus/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          ...oneAtATime,
        },
      },
    ],
  },
});
