import { expect, type Locator, type Page, test } from "@playwright/test";
import { settle } from "./page-checks";

/** Signs in by the form of the page that is open, and waits until one is elsewhere. */
export async function fillSignIn(page: Page, identifier: string, password: string): Promise<void> {
  await page.getByLabel("E-mail or user name").fill(identifier);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((address) => address.pathname !== "/login");
  await settle(page);
}

/** Signs in by the form, for tests of the form. */
export async function signInByForm(
  page: Page,
  identifier: string,
  password: string,
  next = "",
): Promise<void> {
  await page.goto(next === "" ? "/login" : `/login?next=${encodeURIComponent(next)}`);
  await settle(page);
  await fillSignIn(page, identifier, password);
}

/**
 * Signs the browser in by the API, at another `origin` of the same application where one is given.
 *
 * @returns where the person's role begins.
 */
export async function signInByApi(
  page: Page,
  identifier: string,
  password: string,
  origin = test.info().project.use.baseURL ?? "",
): Promise<string> {
  const answer = await page.request.post(`${origin}/api/auth/login`, {
    headers: { origin: new URL(origin).origin },
    data: { identifier, password },
  });
  const text = await answer.text();
  expect(answer.status(), text).toBe(200);
  const outcome: { readonly kind: string; readonly next: string } = JSON.parse(text);
  expect(outcome.kind, text).toBe("signed_in");
  return outcome.next;
}

/** Signs in without the form and opens `next`, or where the person's role begins. */
export async function signIn(page: Page, identifier: string, password: string, next = ""): Promise<void> {
  const start = await signInByApi(page, identifier, password);
  await page.goto(next === "" ? start : next);
  await settle(page);
}

/** Whoever is signed in, as the frame shows it. */
export function personButton(page: Page): Locator {
  return page.getByRole("button", { name: /^Your account,/ });
}

export async function openMenu(page: Page): Promise<Locator> {
  await personButton(page).click();
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  return menu;
}

/** Where the newest mail to somebody leads; waits for it to be written. */
export async function linkOfMail(page: Page, to: string, label: string): Promise<string> {
  let link = "";
  // Asked for without drawing it: the worker may need a while.
  await expect(async () => {
    const html = await (await page.request.get("/dev/mail")).text();
    const mails = html.split("<details").map((part) => part.split("</details>", 1)[0] ?? "");
    const mail = mails.find((part) => part.includes(to) && part.includes(label)) ?? "";
    link = (/href="([^"]+)"/.exec(mail)?.[1] ?? "").replaceAll("&amp;", "&");
    expect(link).toMatch(/^http/);
  }).toPass({ timeout: 60_000 });
  return link;
}
