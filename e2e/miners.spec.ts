import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, isPhone, settle } from "./page-checks";

async function openMiners(page: Page, query = ""): Promise<void> {
  await page.goto(`/miners${query}`);
  await expect(page.getByText(/^\d+ machines, \d+ confirmed by/)).toBeVisible();
  await settle(page);
}

/** Rows of the table, or cards of the phone. */
function entries(page: Page) {
  return isPhone(page)
    ? page.getByRole("list", { name: "Mining machines" }).locator(":scope > li")
    : page.getByRole("table", { name: "Mining machines" }).locator("tbody tr[data-index]");
}

test.describe("catalogue", () => {
  test("lists at least sixty machines, the most efficient first, with strike prices", {
    tag: "@phone",
  }, async ({ page, request }) => {
    const { models } = await (await request.get("/api/miners")).json();
    expect(models.length).toBeGreaterThanOrEqual(60);
    await openMiners(page);
    await expect(page.getByText(`${models.length} rows`)).toBeVisible();
    await expect(entries(page).first()).toContainText(models[0].name);
    await expect(entries(page).first()).toContainText(/\$0\.\d{4}/);
  });

  test("finds machines however their names are typed", async ({ page }) => {
    await openMiners(page);
    const search = page.getByRole("searchbox", { name: /Search \d+ machines/ });
    await search.fill("s21xp hydro");
    await expect(entries(page).filter({ hasText: "Antminer S21 XP Hyd" }).first()).toBeVisible();
    await expect(page.getByText(/^\d of \d+ rows/)).toBeVisible();
    await expect(page).toHaveURL(/q=s21xp\+hydro/);
  });

  test("what is typed outlives that the router writes the same address anew", async ({ page }) => {
    await openMiners(page);
    const search = page.getByRole("searchbox", { name: /Search \d+ machines/ });
    await search.focus();
    await search.evaluate(() => {
      document.execCommand("insertText", false, "s21");
      history.replaceState(history.state, "", location.href);
    });
    await expect(page).toHaveURL(/q=s21/);
    await expect(search).toHaveValue("s21");
  });

  test("narrows by chips that live in the address and can be taken back", { tag: "@phone" }, async ({
    page,
  }) => {
    await openMiners(page);
    await page.getByRole("button", { name: "immersion", exact: true }).click();
    await page.getByLabel("Add a maker to the filter").selectOption("MicroBT");
    await expect(page).toHaveURL(/maker=MicroBT&cooling=immersion/);
    const count = await entries(page).count();
    expect(count).toBeGreaterThan(2);
    for (const entry of await entries(page).all()) await expect(entry).toContainText("immersion");
    await page.reload();
    await settle(page);
    await expect(page.getByRole("button", { name: "MicroBT", exact: true })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await page.getByRole("button", { name: "MicroBT", exact: true }).click();
    await page.getByRole("button", { name: "Show all", exact: true }).click();
    await expect(page).toHaveURL(/\/miners$/);
  });

  test("says why nothing is left and shows everything again", async ({ page }) => {
    await openMiners(page, "?q=perpetuum&cooling=air");
    await expect(page.getByText("No machine is like that")).toBeVisible();
    await page.getByRole("button", { name: /^Show all \d+ machines$/ }).click();
    await expect(entries(page).first()).toBeVisible();
    await expect(page).toHaveURL(/\/miners$/);
  });

  test("tells status, source and revision on demand", async ({ page }) => {
    await openMiners(page, "?q=Antminer+S21+XP+Hyd&status=confirmed");
    await entries(page)
      .first()
      .getByRole("button", { name: /confirmed\. Show the source/ })
      .click();
    await expect(page.getByText("Revision", { exact: true }).first()).toBeVisible();
    await expect(
      page.getByText("A manufacturer or a second public catalogue gives the same figures.").first(),
    ).toBeVisible();
  });

  test("sorts both ways", { tag: "@phone" }, async ({ page }) => {
    await openMiners(page);
    if (isPhone(page)) {
      await page.getByLabel("Sort by").selectOption("power");
      await page.getByRole("button", { name: /turn around/ }).click();
      await expect(page).toHaveURL(/sort=-power/);
      return;
    }
    await page.getByRole("button", { name: /^Power ?W$/ }).click();
    const header = page.getByRole("columnheader", { name: /^Power ?W$/ });
    await expect(header).toHaveAttribute("aria-sort", "ascending");
    await page.getByRole("button", { name: /^Power ?W$/ }).click();
    await expect(header).toHaveAttribute("aria-sort", "descending");
    await expect(page).toHaveURL(/sort=-power/);
  });

  test("is worked by keyboard alone: j, k, x, Enter", async ({ page, request }) => {
    const { models } = await (await request.get("/api/miners")).json();
    await openMiners(page);
    // The frame may be awake before the table is; k stays on the first row however often it is pressed.
    await expect(async () => {
      await page.keyboard.press("k");
      await expect(entries(page).first()).toBeFocused({ timeout: 1000 });
    }).toPass();
    // Faster than the screen is drawn: no key is lost.
    await page.evaluate(() => {
      for (const key of ["j", "j", "k"])
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    });
    await page.keyboard.press("x");
    const bar = page.getByRole("region", { name: "Comparison" });
    await expect(bar).toContainText("1 of 4 to compare");
    await expect(bar).toContainText(models[1].name);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/calculator\?.*m=[a-z0-9-]+/);
  });

  test("chosen machines go side by side", { tag: "@phone" }, async ({ page }) => {
    await openMiners(page, "?q=s21");
    const names: string[] = [];
    for (const index of [0, 1]) {
      const box = entries(page).nth(index).getByRole("checkbox");
      names.push((await box.getAttribute("aria-label"))?.replace("Select ", "") ?? "");
      await box.check();
    }
    await page.getByRole("link", { name: "Compare 2 machines" }).click();
    await expect(page).toHaveURL(/\/miners\/compare\?m=[a-z0-9-]+,[a-z0-9-]+$/);
    for (const name of names) await expect(page.getByRole("columnheader", { name })).toBeVisible();
  });

  test("leads to the calculator with the machine", { tag: "@phone" }, async ({ page }) => {
    await openMiners(page, "?q=Antminer+S21+Pro");
    if (isPhone(page)) await entries(page).first().getByRole("button", { name: /^Open/ }).click();
    else await page.getByRole("link", { name: "Calculate with Antminer S21 Pro" }).click();
    await expect(page).toHaveURL(/\/calculator\?.*m=antminer-s21-pro/);
  });

  test("says that the machines did not come, and loads them again", async ({ page }) => {
    await page.route("**/api/miners", (route) => route.fulfill({ status: 503, body: "no" }));
    await page.goto("/miners");
    await expect(page.getByRole("heading", { name: "The machines could not be loaded" })).toBeVisible();
    await page.unroute("**/api/miners");
    await page.getByRole("button", { name: "Load the machines again" }).click();
    await expect(entries(page).first()).toBeVisible();
  });
});

test.describe("comparison", () => {
  const four = "antminer-s21-xp,antminer-s21-pro,whatsminer-m66s,antminer-s9";

  test("marks the best of a line by a word", { tag: "@phone" }, async ({ page }) => {
    await page.goto(`/miners/compare?m=${four}`);
    const efficiency = page.getByRole("row", { name: /^Efficiency/ });
    await expect(efficiency).toContainText(/13\.5 J\/TH\s*best/);
    await expect(efficiency.getByText("best")).toHaveCount(1);
    await expect(page.getByRole("row", { name: /^Cooling/ })).toContainText(
      "Needs tanks of dielectric fluid",
    );
  });

  test("counts profit at the power price that is typed", async ({ page, request }) => {
    await page.goto(`/miners/compare?m=${four}`);
    const price = page.getByLabel(/^Power price/);
    await expect(price).toHaveValue("0.06");
    await price.fill("0.25");
    await expect(page).toHaveURL(/p=0\.25/);
    await expect(page.getByRole("row", { name: /^Profit a day/ })).toContainText("-$");
    // 1.35 kW x 24 h x 0.25 USD/kWh = 8.10 USD.
    await expect(page.getByRole("row", { name: /^Power cost a day/ })).toContainText("$8.10");
    const { hashpriceUsdPerPhDay } = await (await request.get("/api/market/now")).json();
    const revenue = (hashpriceUsdPerPhDay.value * 0.0135).toFixed(2);
    await expect(page.getByRole("row", { name: /^Revenue a day/ })).toContainText(`$${revenue}`);
  });

  test("says what is unknown and what is too many", async ({ page }) => {
    await page.goto(`/miners/compare?m=${four},antminer-s21,perpetuum-1`);
    await expect(page.getByText("Not in the catalogue: perpetuum-1")).toBeVisible();
    await expect(page.getByText(/Left out: Antminer S21\./)).toBeVisible();
    await page.getByRole("button", { name: "Remove Antminer S9 from the comparison" }).click();
    await expect(page.getByText("Not in the catalogue: perpetuum-1")).toBeHidden();
    await expect(page.getByRole("columnheader", { name: /Antminer S9/ })).toBeHidden();
  });

  test("begins with a suggestion, and machines are added by name", async ({ page }) => {
    await page.goto("/miners/compare");
    await page.getByRole("link", { name: "Compare the three most efficient" }).click();
    await expect(page.getByText("3 machines at today's hashprice.")).toBeVisible();
    await page.getByRole("combobox", { name: "Add a machine" }).click();
    await page.getByPlaceholder(/Search \d+ machines/).fill("m66s++");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("columnheader", { name: /WhatsMiner M66S\+\+/ })).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Add a machine" })).toBeDisabled();
  });

  test("four machines side by side have no violation that axe knows", { tag: "@phone" }, async ({ page }) => {
    await page.goto(`/miners/compare?m=${four}`);
    await expect(page.getByRole("row", { name: /^Efficiency/ })).toBeVisible();
    await expectAccessible(page);
  });
});
