import { describe, expect, it } from "vitest";
import { createAnkrRpc } from "./ankr-rpc";
import { benchFor, upstreamErrorOf } from "./testing/provider-bench";

function ankr(answer: unknown, status = 200) {
  const { options, requests } = benchFor({ answer, status });
  return { provider: createAnkrRpc({ ...options, apiKey: "secret" }), requests };
}

const chain = { chain: "main", blocks: 972_000, headers: 972_000, difficulty: 132716002350731.28 };

describe("ankr", () => {
  it("asks the node by JSON-RPC and reads difficulty and height", async () => {
    const { provider, requests } = ankr({ result: chain, error: null, id: 1 });
    const { difficulty, blockHeight } = await provider.blockchainInfo();
    expect(difficulty).toMatchObject({ value: 132716002350731.28, source: "Ankr" });
    expect(blockHeight).toMatchObject({ value: 972_000, unit: "block" });
    expect(requests[0]).toMatchObject({
      url: "https://provider.example/btc/secret",
      body: { jsonrpc: "2.0", id: 1, method: "getblockchaininfo", params: [] },
    });
  });

  it("reads the network's hashes a second as TH/s", async () => {
    const { provider, requests } = ankr({ result: 9.4e20, error: null, id: 1 });
    expect(await provider.networkHashrate({ blocks: 1008 })).toMatchObject({ value: 9.4e8, unit: "TH/s" });
    expect(requests[0]?.body).toMatchObject({ method: "getnetworkhashps", params: [1008] });
  });

  it("takes -32601 (method not offered) as final", async () => {
    const { provider } = ankr(
      { result: null, error: { code: -32_601, message: "Method not found" }, id: 1 },
      404,
    );
    expect(await upstreamErrorOf(provider.blockchainInfo())).toMatchObject({
      code: "-32601",
      retryable: false,
    });
  });

  it("takes -32090 (over the plan's rate) as a word to wait", async () => {
    const { provider } = ankr({ error: { code: -32_090, message: "Too many requests" }, id: 1 });
    const error = await upstreamErrorOf(provider.blockchainInfo());
    expect(error).toMatchObject({ code: "-32090", retryable: true });
    expect(error.retryAtMs).toBeGreaterThan(0);
  });

  it("refuses another chain", async () => {
    const { provider } = ankr({ result: { ...chain, chain: "test" }, error: null, id: 1 });
    const error = await upstreamErrorOf(provider.blockchainInfo());
    expect(error.kind).toBe("invalid_shape");
    expect(error.message).not.toContain("secret");
  });
});
