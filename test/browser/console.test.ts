import type { AlarmView } from "@plantroom/model/api/types.ts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, Browser, hasBrowser } from "../support/browser.ts";
import { FeedTap } from "../support/feed-tap.ts";
import { Product } from "../support/product.ts";
import { until } from "../support/until.ts";

const site = "harbour-court";
const priorities = ["high", "medium", "low"] as const;

function alarm(index: number, more: Partial<AlarmView> = {}): AlarmView {
  const at = new Date(Date.now() - index * 1_000).toISOString();
  return {
    id: `flood-${index}`,
    site,
    equipment: "booster",
    rule: "PMP-01",
    ruleVersion: 1,
    priority: priorities[index % 3] ?? "low",
    lifeSafety: false,
    latching: false,
    state: "acknowledged",
    active: true,
    conditionSince: at,
    raisedAt: at,
    suppressedBy: [],
    occurrences: 1,
    evidence: [],
    verification: "unverified",
    ...more,
  };
}

/** The list under a load that no building has, over the feed of a real server; what is asked of it is answered by that server. */
describe.skipIf(!hasBrowser)("the alarm console with 10,000 active alarms", () => {
  const browser = new Browser();
  let product: Product;
  let page: Page;
  let tap: FeedTap;

  const lines = () => page.locator("[role=grid] [data-line]");
  const count = async () => Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;
  const focused = () => page.evaluate("document.activeElement?.dataset?.line");

  beforeAll(async () => {
    product = await Product.start(["gateway", "server", "simulators"]);
    page = await browser.open({ size: "wall" });
    tap = await FeedTap.on(
      page,
      Array.from({ length: 10_000 }, (_, index) => alarm(index)),
    );
    await page.request.post(`${product.url}/api/session`, { data: { username: "operator", password: "operator" } });
    await page.goto(`${product.url}/alarms?tab=acknowledged`);
    await lines().first().waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  test("tells of all and draws at most 60 of them, wherever one scrolls", async () => {
    expect(await count()).toBeGreaterThanOrEqual(10_000);
    for (const share of [0, 0.3, 0.77, 1]) {
      await page.getByRole("grid").evaluate((grid, to) => grid.scrollTo(0, grid.scrollHeight * to), share);
      await until("rows", async () => (await lines().count()) > 10, 5);
      expect(await lines().count()).toBeLessThanOrEqual(60);
    }
  });

  test("the row in focus keeps it while it is scrolled away, and the keys go on from there", async () => {
    await page.getByRole("grid").evaluate((grid) => grid.scrollTo(0, 0));
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const at = await focused();
    await page.getByRole("grid").evaluate((grid) => grid.scrollTo(0, 100_000));
    const farthest = "Math.max(...[...document.querySelectorAll('[data-line]')].map((row) => row.ariaRowIndex))";
    await until("rows far away", async () => Number(await page.evaluate(farthest)) > 1_000, 10);
    expect(await focused()).toBe(at);
    await page.keyboard.press("k");
    expect(await focused()).not.toBe(at);
    expect(await page.getByRole("grid").evaluate((grid) => grid.scrollTop)).toBeLessThan(1_000);
  });

  test("keys select a range", async () => {
    await page.keyboard.press("x");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("3 selected").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("3 selected").waitFor({ state: "detached" });
  });

  test("what arrives while somebody is on the list waits behind a button", async () => {
    const before = await count();
    await tap.tell(
      site,
      Array.from({ length: 5 }, (_, index) => alarm(20_000 + index, { raisedAt: new Date().toISOString() })),
    );
    await page.getByRole("button", { name: "5 new" }).waitFor();
    expect(await count()).toBe(before);
    await page.getByRole("button", { name: "5 new" }).click();
    await until("let in", async () => (await count()) === before + 5, 5);
  });

  test("a filter says how many it hides", async () => {
    await page.getByRole("button", { name: "High" }).first().click();
    await page
      .getByText(/\d+ hidden by filter/)
      .first()
      .waitFor();
    const shown = await count();
    expect(shown).toBeLessThan(4_000);
    await page.getByRole("button", { name: "Show all" }).click();
    await until("all again", async () => (await count()) > shown, 5);
  });

  test("an act on many has an answer for each: what the server refuses is listed with its reason", async () => {
    const supervisor = await product.signIn("supervisor");
    await page.goto(`${product.url}/alarms`);
    await supervisor.call("PUT /api/demo/faults/{id}", { params: { id: "booster-trip" }, body: { active: true } });
    const real = page.getByRole("row", { name: /Pump drive tripped/ });
    await real.waitFor({ timeout: 30_000 });
    await tap.tell(site, [alarm(0, { id: "ghost", priority: "high", state: "unacknowledged", equipment: "lift-a1" })]);
    const ghost = page.getByRole("row", { name: /Lift A1/ });
    await real.getByRole("checkbox").click();
    await ghost.getByRole("checkbox").click();
    await page.getByText("2 selected").waitFor();
    await page.getByRole("group", { name: "Selection" }).getByRole("button", { name: "Acknowledge" }).click();
    await page.getByRole("region", { name: "1 refused" }).waitFor();
    const { items } = await supervisor.call("GET /api/alarms", { query: { state: "acknowledged" } });
    expect(items.map(({ rule }) => rule)).toContain("PMP-12");
  });

  test("a wall with trouble everywhere leaves out instead of scrolling, and what is worst is there", async () => {
    await page.goto(product.url);
    // The snapshot is there.
    await page.getByRole("link", { name: /^All \d{5}$/ }).waitFor();
    const places = [
      "lift-a1",
      "lift-a2",
      "lift-b1",
      "lift-b2",
      "gate-exit-1",
      "gate-exit-2",
      "gate-entry-1",
      "fire-panel",
    ];
    const more = ["fire-pumps", "sump", "em-main", "em-ev", "em-clubhouse", "leak-tower-b", "booster"];
    await tap.tell(
      site,
      [...places, ...more].map((equipment, index) =>
        alarm(30_000 + index, { equipment, priority: index === 3 ? "critical" : "high", state: "unacknowledged" }),
      ),
    );
    await page
      .getByText(/^and \d+ more$/)
      .first()
      .waitFor();
    const tooTall = "document.documentElement.scrollHeight - document.documentElement.clientHeight";
    await until("it fits", async () => Number(await page.evaluate(tooTall)) <= 0, 5);
    expect(
      await page
        .getByRole("link", { name: /Lift B2/ })
        .first()
        .isVisible(),
    ).toBe(true);
  });

  test("a supervisor starts a drill, every screen tells of it, and its end is a reconciliation", async () => {
    const desk = await browser.open();
    await desk.request.post(`${product.url}/api/session`, { data: { username: "supervisor", password: "supervisor" } });
    await desk.goto(`${product.url}/admin/modes`);
    await desk.getByRole("button", { name: "Start a mode" }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("Trapped passenger, as every month");
    await dialog.getByLabel("Equipment").selectOption("lift-b1");
    await dialog.getByRole("button", { name: "Start a mode" }).click();
    await page.getByText("Trapped passenger, as every month").waitFor();
    expect(await axeFindings(desk)).toEqual([]);
    await desk.getByRole("button", { name: "End", exact: true }).click();
    await desk.getByRole("heading", { name: /Still not restored \(0\)/ }).waitFor();
    await page.getByText("Trapped passenger, as every month").waitFor({ state: "detached" });
  });
});
