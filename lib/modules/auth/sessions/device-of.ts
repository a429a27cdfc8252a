import Bowser from "bowser";

/** What a browser's user agent says of it, for people. */
export interface DeviceName {
  readonly browser: string;
  readonly system: string;
  readonly isPhone: boolean;
}

/** Reads a user agent: "Firefox 128" on "Windows 10". What it does not say is called unknown. */
export function deviceOf(userAgent: string): DeviceName {
  if (userAgent.trim() === "")
    return { browser: "Unknown browser", system: "Unknown system", isPhone: false };
  const { browser, os, platform } = Bowser.parse(userAgent);
  const major = browser.version?.split(".", 1)[0];
  return {
    browser: named(browser.name, major) ?? "Unknown browser",
    system: named(os.name, os.versionName ?? os.version) ?? "Unknown system",
    isPhone: platform.type === "mobile",
  };
}

/** Whether two user agents are likely the same device: versions rise by themselves and do not count. */
export function deviceKind(userAgent: string): string {
  const { browser, os, platform } = Bowser.parse(userAgent === "" ? "unknown" : userAgent);
  return [browser.name, os.name, platform.type].map((part) => part ?? "?").join("|");
}

function named(name: string | undefined, version: string | undefined): string | null {
  if (name === undefined || name === "") return null;
  return version === undefined || version === "" ? name : `${name} ${version}`;
}
