import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";

// `npm test` starts the application and says where it and the browser are; by hand it is whatever `npm start` serves.
// HI_TRACE=1 records every step of a failed test, which nearly doubles what the browser has to do.
const {
  HI_ADDRESS = "http://127.0.0.1:3000",
  HI_CHROMIUM,
  HI_TRACE,
  PLAYWRIGHT_JSON_OUTPUT_FILE,
} = process.env;

const systemChromium = "/usr/bin/chromium";
const executablePath =
  HI_CHROMIUM || (existsSync(chromium.executablePath()) ? chromium.executablePath() : systemChromium);

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Limits end what hangs. They say nothing of speed: a busy machine may take many times as long as a quiet one.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ...(PLAYWRIGHT_JSON_OUTPUT_FILE ? ([["json"]] as const) : [])],
  use: {
    baseURL: HI_ADDRESS,
    locale: "en-US",
    timezoneId: "UTC",
    trace: HI_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    // What moves is not what is tested, and a colour under way to another has no contrast that anybody chose.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath,
      // Chromium's sandbox does not work for root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } } },
    // Only what looks or is handled differently there; e2e/README.md says which tests are tagged.
    {
      name: "phone",
      grep: /@phone/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
