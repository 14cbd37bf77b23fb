import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, chromium, type Page } from "playwright-core";

const executable = process.env.PLANTROOM_CHROMIUM ?? "/usr/bin/chromium";
export const hasBrowser = existsSync(executable);

/** Screen sizes of the three kinds of use. */
const sizes = {
  wall: { width: 1920, height: 1080 },
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

export interface Visit {
  readonly size?: keyof typeof sizes;
  readonly scheme?: "light" | "dark";
  readonly locale?: string;
}

/** Chromium with a profile of its own; closed and removed at the end. */
export class Browser {
  readonly #contexts: { context: BrowserContext; profile: string }[] = [];

  async open({ size = "desk", scheme = "light", locale = "en" }: Visit = {}): Promise<Page> {
    const profile = await mkdtemp(join(tmpdir(), "plantroom-browser-"));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: executable,
      headless: true,
      viewport: sizes[size],
      colorScheme: scheme,
      locale,
      hasTouch: size === "phone",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--autoplay-policy=no-user-gesture-required",
      ],
    });
    this.#contexts.push({ context, profile });
    return context.pages()[0] ?? (await context.newPage());
  }

  async close(): Promise<void> {
    for (const { context, profile } of this.#contexts.splice(0)) {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  }
}

/** What axe finds, one line each, so that a failing test names the element. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}
