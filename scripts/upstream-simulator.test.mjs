import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers } from "./upstream-simulator/answers.mjs";
import { blockSecondsAt, epochAt, heightAt } from "./upstream-simulator/world.mjs";
import { startUpstreamSimulator } from "./upstream-simulator.mjs";

const nowSeconds = Date.parse("2026-11-22T12:00:00Z") / 1000;

/** @type {import("./upstream-simulator.mjs").UpstreamSimulator} */
let simulator;

beforeAll(async () => {
  simulator = await startUpstreamSimulator({ nowMs: () => nowSeconds * 1000 });
});

afterAll(async () => {
  await simulator.close();
});

/** @param {unknown} body */
function setFault(body) {
  return fetch(`${simulator.baseUrl}/_fault`, { method: "POST", body: JSON.stringify(body) });
}

describe("upstream simulator", () => {
  it("answers the same question twice alike, and counts both", async () => {
    const ask = async () =>
      (await fetch(`${simulator.baseUrl}/binance/api/v3/ticker/24hr?symbol=BTCUSDT`)).text();
    const before = simulator.calls("binance");
    expect(await ask()).toBe(await ask());
    expect(simulator.calls("binance") - before).toBe(2);
    expect(simulator.calls("binance", "ticker")).toBeGreaterThan(simulator.calls("binance", "klines"));
  });

  it("takes faults over HTTP and gives them back", async () => {
    expect((await setFault({ provider: "*", fault: "500" })).status).toBe(200);
    for (const id of Object.keys(answers)) {
      const path = Object.keys(answers[id] ?? {})[0] ?? "";
      expect((await fetch(`${simulator.baseUrl}/${id}${path}`)).status).toBe(500);
    }
    await setFault({ provider: "*", fault: null });
    expect((await fetch(`${simulator.baseUrl}/coingecko/simple/price?ids=bitcoin`)).status).toBe(200);
  });

  it.each([{ provider: "nobody", fault: null }, { provider: "okx", fault: "sulk" }, "text"])(
    "refuses %j",
    async (body) => {
      expect((await setFault(body)).status).toBe(400);
    },
  );

  it("answers 429 with the Retry-After asked for", async () => {
    simulator.setFault("okx", "429:7");
    const response = await fetch(`${simulator.baseUrl}/okx/api/v5/market/ticker`);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
    simulator.setFault("okx", null);
  });

  it("closes at once while an answer hangs", async () => {
    const other = await startUpstreamSimulator();
    other.setFault("okx", "hang");
    const hanging = fetch(`${other.baseUrl}/okx/api/v5/market/ticker`).catch(() => "cut");
    await expect.poll(() => other.calls("okx"), { timeout: 10_000 }).toBe(1);
    const startedMs = performance.now();
    await other.close();
    await hanging;
    // The answer would hang for 30 s.
    expect(performance.now() - startedMs).toBeLessThan(15_000);
  });
});

describe("the simulated chain", () => {
  it("has height 969,696 at the retarget of 2026-10-04 and grows by 2016 blocks in two weeks", () => {
    const retarget = Date.parse("2026-10-04T00:00:00Z") / 1000;
    expect(heightAt(retarget)).toBe(969_696);
    expect(heightAt(retarget + 14 * 86_400)).toBe(969_696 + 2016);
  });

  it("never goes back, and finds each block at its time", () => {
    for (let height = 969_696; height < 974_000; height += 1) {
      const at = blockSecondsAt(height);
      expect(blockSecondsAt(height + 1)).toBeGreaterThan(at);
      expect(heightAt(at)).toBe(height);
    }
  });

  it("counts the epoch down to its end", () => {
    const epoch = epochAt(nowSeconds);
    expect(epoch.nextHeight % 2016).toBe(0);
    expect(heightAt(nowSeconds) + epoch.remaining).toBe(epoch.nextHeight);
    expect(Math.abs(epoch.changePct)).toBeLessThan(10);
  });
});
