import { expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { onAccount, openAccount, registerPerson, signOut, typePassword } from "./new-person";
import { expectAccessible, settle } from "./page-checks";

/** Browsers bind passkeys to host names; the machine's own is "localhost". */
function onLocalhost(baseURL: string | undefined): string {
  const address = new URL(baseURL ?? "");
  address.hostname = "localhost";
  return address.origin;
}

const section = (page: Page, name: string) => page.getByRole("region", { name });

test.describe("an authenticator app", () => {
  /** What the app shows, `steps` of 30 seconds from now. */
  const codeOf = (secret: string, steps: number) =>
    TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });

  test("is set up with its first code, and signing in asks for a code or a recovery code", async ({
    page,
  }) => {
    const person = await registerPerson(page);
    await openAccount(page, person);
    const twoStep = section(page, "Two-step sign-in");
    await twoStep.getByRole("button", { name: "Set up an authenticator app" }).click();
    await expect(twoStep.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
    const secret = ((await twoStep.locator("code").textContent()) ?? "").replaceAll(" ", "");
    // Each step's code works once, also a step too early or too late: the first takes the one of now, signing in the
    // next, and neither minds when a step ends while it is typed.
    await twoStep.getByLabel("Code of the app").fill(codeOf(secret, 0));
    await twoStep.getByRole("button", { name: "Turn on" }).click();
    const codes = twoStep.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
    await expect(codes).toHaveCount(10);
    const recoveryCode = (await codes.first().textContent()) ?? "";
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      twoStep.getByRole("button", { name: "Download" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("hashinsight-recovery-codes.txt");
    await twoStep.getByRole("button", { name: "I have kept them" }).click();
    await expect(twoStep.getByText("10 recovery codes are left.")).toBeVisible();

    await signOut(page);
    await typePassword(page, person);
    const step = page.getByRole("form", { name: "Second step" });
    await step.getByLabel("Code of your authenticator app").fill("000000");
    await step.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "not right" })).toBeVisible();
    await step.getByLabel("Code of your authenticator app").fill(codeOf(secret, 1));
    await step.getByRole("button", { name: "Sign in" }).click();
    await onAccount(page);

    await signOut(page);
    await typePassword(page, person);
    await step.getByRole("button", { name: "Use a recovery code" }).click();
    await step.getByLabel("Recovery code").fill(recoveryCode);
    await step.getByRole("button", { name: "Sign in" }).click();
    await onAccount(page);
    await expect(twoStep.getByText("9 recovery codes are left.")).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe("a passkey", () => {
  test("is added, signs in without a name, and is removed", async ({ page, baseURL, context }) => {
    const devtools = await context.newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const person = await registerPerson(page);
    await openAccount(page, person);
    const passkeys = section(page, "Passkeys");
    const origin = onLocalhost(baseURL);
    if (origin !== new URL(baseURL ?? "").origin) {
      await expect(passkeys.getByRole("link", { name: origin })).toBeVisible();
    }
    await openAccount(page, person, origin);
    await passkeys.getByRole("button", { name: "Add a passkey" }).click();
    await passkeys.getByLabel("Name").fill("Test device");
    await passkeys.getByRole("button", { name: "Make the passkey" }).click();
    await expect(passkeys.getByText("not used yet")).toBeVisible();

    await signOut(page, origin);
    await page.goto(`${origin}/login?next=%2Faccount`);
    await settle(page);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await onAccount(page);
    expect(new URL(page.url()).origin).toBe(origin);
    await expect(passkeys.getByText("last used")).toBeVisible();
    await expect(section(page, "Devices").getByText("by passkey")).toBeVisible();
    await passkeys.getByRole("button", { name: "Remove Test device" }).click();
    await expect(passkeys.getByText("Test device")).toHaveCount(0);
  });
});

test.describe("a wallet", () => {
  /** Puts a wallet into the page (EIP-1193, announced by EIP-6963) whose key is in the test. */
  async function installWallet(page: Page) {
    const account = privateKeyToAccount(generatePrivateKey());
    let isWilling = true;
    await page.exposeFunction("signForWallet", (message: `0x${string}`) =>
      isWilling ? account.signMessage({ message: { raw: message } }) : null,
    );
    await page.addInitScript((address: string) => {
      const request = async ({ method, params }: { method: string; params?: readonly unknown[] }) => {
        if (method === "eth_requestAccounts" || method === "eth_accounts") return [address];
        if (method === "eth_chainId") return "0x2105";
        if (method === "wallet_requestPermissions") return [{ parentCapability: "eth_accounts" }];
        if (method === "personal_sign") {
          const sign: unknown = Reflect.get(window, "signForWallet");
          const signature = typeof sign === "function" ? await sign(params?.[0]) : null;
          if (signature !== null) return signature;
          throw Object.assign(new Error("User rejected the request."), { code: 4001 });
        }
        throw Object.assign(new Error(`no ${method} here`), { code: -32601 });
      };
      const provider = { request, on: () => {}, removeListener: () => {} };
      const info = {
        uuid: "7b7f2ab5-6d4c-4d5e-9d0b-1d4b3c5a9e11",
        name: "Test wallet",
        icon: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
        rdns: "example.test.wallet",
      };
      const announce = () =>
        window.dispatchEvent(
          new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }),
        );
      window.addEventListener("eip6963:requestProvider", announce);
      announce();
    }, account.address);
    return { account, refuse: () => (isWilling = false), agree: () => (isWilling = true) };
  }

  test("is linked by a signature, signs in, and does nothing when the person refuses", async ({ page }) => {
    const { account, refuse, agree } = await installWallet(page);
    const person = await registerPerson(page);
    await page.goto("/login");
    await settle(page);
    await page.getByRole("button", { name: "Sign in with a wallet" }).click();
    await expect(page.getByText("This wallet is linked to no account")).toBeVisible();

    await openAccount(page, person);
    const wallets = section(page, "Wallets");
    refuse();
    await wallets.getByRole("button", { name: "Link a wallet" }).click();
    await expect(wallets.getByText("You refused in the wallet.")).toBeVisible();
    agree();
    await wallets.getByRole("button", { name: "Link a wallet" }).click();
    await expect(wallets.getByText(account.address)).toBeVisible();

    await signOut(page);
    await page.goto("/login?next=%2Faccount");
    await settle(page);
    await page.getByRole("button", { name: "Sign in with a wallet" }).click();
    await onAccount(page);
    await expect(section(page, "Devices").getByText("by wallet")).toBeVisible();
    await wallets.getByRole("button", { name: /^Remove 0x/ }).click();
    await expect(wallets.getByText(account.address)).toHaveCount(0);
  });

  test("that is not there is said so, and its library loads with the click only", async ({ page }) => {
    const scripts: string[] = [];
    page.on("request", (request) => {
      if (request.resourceType() === "script") scripts.push(request.url());
    });
    await page.goto("/login", { waitUntil: "networkidle" });
    const before = scripts.length;
    await page.getByRole("button", { name: "Sign in with a wallet" }).click();
    await expect(page.getByText("No wallet in this browser")).toBeVisible();
    expect(scripts.length).toBeGreaterThan(before);
  });
});
