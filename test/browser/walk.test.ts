import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, Browser, hasBrowser, type Visit } from "../support/browser.ts";
import { Product } from "../support/product.ts";

/** What a stranger does: breaks a drive, hears of it, acknowledges it, and sends a technician. */
describe.skipIf(!hasBrowser)("the walk from a fault to a finished work order", () => {
  const browser = new Browser();
  let product: Product;
  let operator: Page;
  let technician: Page;

  beforeAll(async () => {
    product = await Product.start(["gateway", "server", "simulators"]);
    operator = await browser.open();
    technician = await browser.open({ size: "phone" });
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const signIn = async (page: Page, name: string) => {
    await page.goto(product.url);
    await page.getByLabel("User name").fill(name);
    await page.getByLabel("Password", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/signin"));
    await page.getByRole("navigation").first().waitFor();
  };

  test("the operator signs in and sees the estate live", async () => {
    await signIn(operator, "operator");
    await operator.getByText("Booster pump set").first().waitFor();
    await operator.getByText("Live", { exact: true }).first().waitFor();
  });

  test("a fault of the drawer becomes an alarm row within its time", async () => {
    await operator.getByRole("button", { name: "Faults" }).click();
    await operator.getByRole("switch", { name: /Drive of booster pump 1 trips/ }).click();
    await operator.getByRole("link", { name: "See the alarm" }).first().waitFor({ timeout: 30_000 });
    await operator.keyboard.press("Escape");
    await operator.goto(`${product.url}/alarms`);
    await operator
      .getByRole("row", { name: /Booster pump 1/ })
      .first()
      .waitFor();
    expect(await operator.title()).toMatch(/1/);
  });

  test("the keyboard alone finds the list and opens its first alarm", async () => {
    await operator.keyboard.press("j");
    await operator.keyboard.press("Enter");
    await operator.waitForURL((url) => url.searchParams.has("alarm"));
    await operator.keyboard.press("Escape");
    await operator.waitForURL((url) => !url.searchParams.has("alarm"));
  });

  test("the operator acknowledges it with a note", async () => {
    await operator
      .getByRole("row", { name: /Booster pump 1/ })
      .first()
      .click();
    await operator.getByRole("button", { name: "Acknowledge" }).first().click();
    const dialog = operator.getByRole("dialog").last();
    await dialog.getByRole("textbox").fill("Lin is on the way");
    await dialog.getByRole("button", { name: "Acknowledge" }).click();
    await operator.goto(`${product.url}/alarms?tab=acknowledged`);
    await operator
      .getByRole("row", { name: /Booster pump 1/ })
      .first()
      .waitFor();
  });

  test("the technician accepts, starts and finishes on the phone, and the operator sees it", async () => {
    await signIn(technician, "technician");
    await technician.goto(`${product.url}/work-orders`);
    await technician.locator(".card", { hasText: "Booster pump 1" }).first().getByRole("link").click();
    await technician.getByRole("button", { name: "Accept" }).click();
    await technician.getByRole("button", { name: "Start work" }).click();
    await technician.getByRole("button", { name: "Finish" }).click();
    const dialog = technician.getByRole("dialog").last();
    await dialog.getByRole("combobox").selectOption("electrical");
    await dialog.getByRole("textbox").fill("Reset the drive");
    await dialog.getByRole("button", { name: "Finish" }).click();
    await technician.getByText("Done, but the alarm is still active", { exact: false }).waitFor();
    await operator.goto(`${product.url}/work-orders`);
    await operator.getByText("Done").first().waitFor();
  });

  test("changing the language changes every word without a reload", async () => {
    await operator.goto(product.url);
    await operator.getByRole("heading", { name: "Harbour Court" }).first().waitFor();
    await operator.evaluate(() => Object.assign(globalThis, { stillHere: true }));
    await operator.getByRole("button", { name: /^Menu of/ }).click();
    await operator
      .getByLabel("Language")
      .selectOption("zh-Hant")
      .catch(() => operator.getByText("繁體中文").click());
    await operator.getByRole("heading", { name: "港灣花園" }).first().waitFor();
    expect(await operator.evaluate(() => "stillHere" in globalThis)).toBe(true);
    expect(await operator.locator("html").getAttribute("lang")).toMatch(/^zh-Hant/);
  });

  test("losing the server is shown, and nothing pretends to be live", async () => {
    const page = await browser.open();
    await signIn(page, "supervisor");
    await page.getByText("Live", { exact: true }).first().waitFor();
    await product.end("server");
    await page
      .getByText(/connection|lost/i)
      .first()
      .waitFor({ timeout: 15_000 });
    product.run("server");
    await product.ready();
    await page.getByText("Live", { exact: true }).first().waitFor({ timeout: 30_000 });
  });

  const visits: readonly (readonly [Visit & { path: string; as: string }])[] = [
    [{ path: "/", as: "operator", size: "wall", scheme: "dark", locale: "zh-TW" }],
    [{ path: "/", as: "operator", size: "phone", locale: "zh-CN" }],
    [{ path: "/alarms", as: "operator" }],
    [{ path: "/alarms?tab=open&group=equipment", as: "supervisor", size: "phone", scheme: "dark", locale: "zh-CN" }],
    [{ path: "/work-orders", as: "technician", size: "phone", scheme: "dark" }],
    [{ path: "/equipment/harbour-court/booster", as: "operator" }],
    [{ path: "/equipment/harbour-court/lift-a1", as: "operator", scheme: "dark" }],
    [{ path: "/equipment/harbour-court/fire-panel", as: "operator", size: "phone" }],
    [{ path: "/equipment/harbour-court/em-main", as: "energy" }],
    [{ path: "/equipment/harbour-court/gate-exit-1", as: "operator", locale: "zh-TW" }],
    [{ path: "/energy", as: "energy", scheme: "dark" }],
    [{ path: "/admin", as: "admin" }],
    [{ path: "/rules", as: "supervisor" }],
    [{ path: "/alarms/kpis", as: "supervisor", scheme: "dark" }],
  ];
  test.each(visits)("axe finds nothing at $path ($size $scheme $locale)", async (visit) => {
    const page = await browser.open(visit);
    const problems: string[] = [];
    page.on("pageerror", (problem) => problems.push(String(problem)));
    await page.request.post(`${product.url}/api/session`, { data: { username: visit.as, password: visit.as } });
    await page.goto(`${product.url}${visit.path}`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForTimeout(500);
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
    const wider = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    expect(wider, "scrolls sideways").toBeLessThanOrEqual(0);
  });
});
