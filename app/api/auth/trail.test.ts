import { afterAll, beforeAll, expect, it, vi } from "vitest";
import {
  changeNameAction,
  changePasswordAction,
  changeUsernameAction,
  requestEmailChangeAction,
} from "@/lib/modules/auth/accounts/actions";
import {
  confirmIdentityAction,
  logoutAction,
  logoutEverywhereAction,
} from "@/lib/modules/auth/sessions/actions";
import {
  confirmEmailChangeAction,
  forgotPasswordAction,
  loginAction,
  registerAction,
  resetPasswordAction,
  verifyEmailAction,
} from "@/lib/modules/auth/sign-in/actions";
import { TestBrowser } from "./browser.fixture";
import { goodPassword, openSignInWorld, type SignInWorld } from "./sign-in-world.fixture";

vi.mock("next/headers", async () => (await import("./next-headers.fixture")).nextHeaders);
// That answers take the same time is not what is tested here, and would make it long.
vi.mock("@/lib/server/even-time", async () => (await import("./no-even-time.fixture")).noEvenTime);

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld();
});
afterAll(() => world.close());

const words = { first: goodPassword, second: "violet harbour 42", third: "cobalt meadow 19" };

it("every act of a person's way through their account is in the trail, without a password, token, name or address", async () => {
  const browser = new TestBrowser();
  const email = "zuse@example.com";
  const newEmail = "zuse-new@example.com";
  const signIn = (password: string, identifier = email) => browser.act(loginAction, { identifier, password });
  const answers = [
    await browser.act(registerAction, { email, name: "Konrad Zuse", password: words.first }),
    await browser.act(verifyEmailAction, { token: await world.tokenFor(email) }),
    await signIn(words.first),
    await browser.act(changeNameAction, { name: "K. Zuse" }),
    await browser.act(changeUsernameAction, { username: "zuse" }),
    await browser.act(confirmIdentityAction, { password: words.first }),
    await browser.act(changePasswordAction, { currentPassword: words.first, newPassword: words.second }),
    await browser.act(requestEmailChangeAction, { email: newEmail }),
    await browser.act(confirmEmailChangeAction, { token: await world.tokenFor(newEmail) }),
    await browser.act(logoutAction, {}),
    await browser.act(forgotPasswordAction, { email: newEmail }),
    await browser.act(resetPasswordAction, { token: await world.tokenFor(newEmail), password: words.third }),
    await signIn(words.third, "zuse"),
    await browser.act(logoutEverywhereAction, {}),
  ];
  expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => true));
  const rows = await world.asSystem(
    (tx) => tx<{ action: string; text: string }[]>`
      select action, a::text as text from audit_entries a order by written_order`,
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "auth.registered",
    "auth.email_verified",
    "auth.signed_in",
    "auth.name_changed",
    "auth.username_changed",
    "auth.identity_confirmed",
    "auth.password_changed",
    "auth.email_change_requested",
    "auth.email_changed",
    "auth.signed_out",
    "auth.password_reset_requested",
    "auth.password_reset",
    "auth.signed_in",
    "auth.signed_out_everywhere",
  ]);
  const all = rows.map(({ text }) => text).join("\n");
  const links = (await world.mails()).flatMap(({ action }) => action?.url.split("/").at(-1) ?? []);
  for (const secret of [
    ...Object.values(words),
    email,
    newEmail,
    "Konrad",
    "K. Zuse",
    browser.address,
    ...links,
  ]) {
    if (!["login", "account", "forgot-password"].includes(secret)) expect(all).not.toContain(secret);
  }
  expect(all).not.toContain("argon2id");
});
