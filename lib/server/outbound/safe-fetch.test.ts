import { createServer, type RequestListener } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { exchangePinned, type PinnedAnswer, type PinnedRequest } from "./pinned-exchange";
import { isPublicAddress } from "./public-internet";
import { safeFetch } from "./safe-fetch";

const publicAddress = { address: "93.184.215.14", family: 4 };
const ok: PinnedAnswer = { status: 200, headers: {}, body: Buffer.from("ok") };
const redirect = (location: string, status = 302): PinnedAnswer => ({
  status,
  headers: { location },
  body: Buffer.alloc(0),
});

/** A world in which names resolve as told and answers come in order, the last one for good. */
function world(answers: readonly PinnedAnswer[] = [ok], addresses = [publicAddress]) {
  const asked: PinnedRequest[] = [];
  return {
    asked,
    resolve: vi.fn(() => Promise.resolve(addresses)),
    exchange: vi.fn((request: PinnedRequest) => {
      asked.push(request);
      return Promise.resolve(answers[Math.min(asked.length, answers.length) - 1] ?? ok);
    }),
  };
}

const refusedUrls = [
  "http://example.com/",
  "ftp://example.com/",
  "file:///etc/passwd",
  "gopher://example.com/",
  "data:text/plain,x",
  "javascript:alert(1)",
  "//example.com",
  "example.com",
  "",
  "https://",
  "https://user@example.com/",
  "https://user:word@example.com/",
  "https://example.com@127.0.0.1/",
  "https://example.com:22/",
  "https://example.com:6379/",
  "https://localhost/",
  "https://LOCALHOST./",
  "https://app.localhost/",
  "https://printer.local/",
  "https://metadata.google.internal/computeMetadata/v1/",
  "https://router.home.arpa/",
  "https://database/",
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.0.0.1/",
  "https://0177.0.0.1/",
  "https://017700000001/",
  "https://127.0.0.1./",
  "https://%31%32%37.0.0.1/",
  "https://１２７.0.0.1/",
  "https://①②⑦.⓪.⓪.①/",
  "https://0.0.0.0/",
  "https://0/",
  "https://10.0.0.1/",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.1.1/",
  "https://100.64.0.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://2852039166/",
  "https://0xa9fea9fe/",
  "https://192.0.0.192/",
  "https://198.18.0.1/",
  "https://203.0.113.9/",
  "https://224.0.0.1/",
  "https://255.255.255.255/",
  "https://[::]/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:169.254.169.254]/",
  "https://[::ffff:a9fe:a9fe]/",
  "https://[::127.0.0.1]/",
  "https://[64:ff9b::a9fe:a9fe]/",
  "https://[64:ff9b:1::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[2001:0:a9fe:a9fe::1]/",
  "https://[fc00::1]/",
  "https://[fd00:ec2::254]/",
  "https://[fe80::1]/",
  "https://[ff02::1]/",
  "https://[2001:db8::1]/",
  "https://[100::1]/",
];

describe("safeFetch", () => {
  it.each(refusedUrls)("refuses %s and asks nobody", async (url) => {
    const { resolve, exchange } = world();
    await expect(safeFetch(url, {}, { resolve, exchange })).rejects.toMatchObject({
      name: "RefusedAddressError",
    });
    expect(resolve).not.toHaveBeenCalled();
    expect(exchange).not.toHaveBeenCalled();
  });

  it.each(refusedUrls.filter((url) => URL.canParse(url)))("refuses a redirect to %s", async (url) => {
    const { resolve, exchange } = world([redirect(url), ok]);
    await expect(safeFetch("https://example.com/", {}, { resolve, exchange })).rejects.toMatchObject({
      name: "RefusedAddressError",
    });
    expect(exchange).toHaveBeenCalledTimes(1);
  });

  it("connects to exactly the address that it checked, and resolves once", async () => {
    const { asked, resolve, exchange } = world();
    const answer = await safeFetch("https://example.com:8443/hook?x=1", {}, { resolve, exchange });
    expect(answer).toMatchObject({ status: 200, url: "https://example.com:8443/hook?x=1" });
    expect(resolve.mock.calls).toEqual([["example.com"]]);
    expect(asked[0]).toMatchObject({ address: "93.184.215.14", family: 4 });
  });

  it("gives a name that changes its mind nothing: the second answer of the resolver is never asked for", async () => {
    const rebinding = vi
      .fn()
      .mockResolvedValueOnce([publicAddress])
      .mockResolvedValue([{ address: "127.0.0.1", family: 4 }]);
    const { asked, exchange } = world();
    await safeFetch("https://rebind.example.com/", {}, { resolve: rebinding, exchange });
    expect(asked.map(({ address }) => address)).toEqual(["93.184.215.14"]);
    // After a redirect to itself the name is resolved anew, and refused.
    const again = world([redirect("/again"), ok]);
    const turned = vi
      .fn()
      .mockResolvedValueOnce([publicAddress])
      .mockResolvedValue([{ address: "127.0.0.1", family: 4 }]);
    await expect(
      safeFetch("https://rebind.example.com/", {}, { resolve: turned, exchange: again.exchange }),
    ).rejects.toMatchObject({ name: "RefusedAddressError" });
    expect(again.exchange).toHaveBeenCalledTimes(1);
  });

  it("refuses a name that has one private address among public ones, or none at all", async () => {
    for (const addresses of [[publicAddress, { address: "10.0.0.5", family: 4 }], []]) {
      const { resolve, exchange } = world([ok], addresses);
      await expect(safeFetch("https://example.com/", {}, { resolve, exchange })).rejects.toMatchObject({
        name: "RefusedAddressError",
      });
      expect(exchange).not.toHaveBeenCalled();
    }
  });

  it("follows three redirects and no fourth", async () => {
    const hop = redirect("https://example.com/next");
    const three = world([hop, hop, hop, ok]);
    expect((await safeFetch("https://example.com/", {}, three)).status).toBe(200);
    const four = world([hop]);
    await expect(safeFetch("https://example.com/", {}, four)).rejects.toMatchObject({
      name: "RefusedAddressError",
    });
    expect(four.exchange).toHaveBeenCalledTimes(4);
  });

  it("takes no credentials and no body along where a redirect leads", async () => {
    const { asked, resolve, exchange } = world([redirect("https://other.example/"), ok]);
    const headers = { Authorization: "Bearer x", Cookie: "a=b", "X-API-Key": "k", accept: "text/plain" };
    await safeFetch("https://example.com/", { method: "POST", headers, body: "{}" }, { resolve, exchange });
    expect(asked[0]).toMatchObject({ method: "POST", headers, body: "{}" });
    expect(asked[1]).toMatchObject({ method: "GET", headers: { accept: "text/plain" }, body: undefined });
  });

  it("gives up on a resolver that does not answer", async () => {
    const { exchange } = world();
    const never = () => new Promise<never>(() => {});
    await expect(
      safeFetch("https://example.com/", { timeoutMs: 20 }, { resolve: never, exchange }),
    ).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

describe("isPublicAddress", () => {
  it("takes addresses of the public internet and nothing else", () => {
    for (const address of ["1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]) {
      expect(isPublicAddress(address), address).toBe(true);
    }
    for (const address of ["", "example.com", "1.1.1", "::ffff:1.1.1.1", "4000::1", "fe80::1%eth0"]) {
      expect(isPublicAddress(address), address).toBe(false);
    }
  });
});

describe("exchangePinned", () => {
  async function withServer<Result>(listener: RequestListener, work: (port: number) => Promise<Result>) {
    const server = createServer(listener);
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const address = server.address();
    try {
      return await work(typeof address === "object" && address !== null ? address.port : 0);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  const requestTo = (port: number, more: Partial<PinnedRequest> = {}): PinnedRequest => ({
    url: new URL(`http://some-name.example:${port}/path`),
    address: "127.0.0.1",
    family: 4,
    method: "GET",
    headers: {},
    signal: AbortSignal.timeout(5000),
    bytesMax: 1000,
    ...more,
  });

  it("connects to the given address whatever the name, and says the name", async () => {
    const answer = await withServer(
      (request, response) => void response.end(`${request.headers.host} ${request.url}`),
      (port) =>
        exchangePinned(requestTo(port)).then(({ body }) => String(body).replace(String(port), "port")),
    );
    expect(answer).toBe("some-name.example:port /path");
  });

  it("gives up on a body that is too large, announced or not, and on one that does not end", async () => {
    await withServer(
      (request, response) => {
        if (request.url === "/announced") response.setHeader("content-length", 5000);
        response.write("x".repeat(request.url === "/slow" ? 10 : 5000));
      },
      async (port) => {
        const to = (path: string) => requestTo(port, { url: new URL(`http://a.example:${port}${path}`) });
        await expect(exchangePinned(to("/announced"))).rejects.toMatchObject({ name: "BodyTooLargeError" });
        await expect(exchangePinned(to("/streamed"))).rejects.toMatchObject({ name: "BodyTooLargeError" });
        await expect(
          exchangePinned({ ...to("/slow"), signal: AbortSignal.timeout(200) }),
        ).rejects.toMatchObject({ name: "TimeoutError" });
      },
    );
  });
});
