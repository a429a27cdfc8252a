import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";

// `npm test` starts the application and says where it and the browser are; by hand it is whatever `npm start` serves.
const { HI_ADDRESS = "http://127.0.0.1:3000", HI_CHROMIUM, PLAYWRIGHT_JSON_OUTPUT_FILE } = process.env;

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
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [["list"], ...(PLAYWRIGHT_JSON_OUTPUT_FILE ? ([["json"]] as const) : [])],
  use: {
    baseURL: HI_ADDRESS,
    locale: "en-US",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      // Chromium's sandbox does not work for root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } } },
    { name: "phone", use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ],
});
