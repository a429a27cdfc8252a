import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packLink, unpackLink } from "./packed-link";

const version = 1;
const linkOf = (json: string | Buffer) => `#v=1&z=${deflateRawSync(json).toString("base64url")}`;

describe("packed links", () => {
  it("give back any JSON value", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const same: unknown = JSON.parse(JSON.stringify(value));
        expect(await unpackLink(version, await packLink(version, value))).toEqual({
          kind: "value",
          value: same,
        });
      }),
      { numRuns: 60 },
    );
  });

  it("use only characters that survive in an address", async () => {
    const link = await packLink(version, { name: "Halle 3 – Süd, ÷ 7 °C", list: [0.07, -1, null] });
    expect(link).toMatch(/^#v=1&z=[A-Za-z0-9_-]+$/);
  });

  it("read what zlib itself packed", async () => {
    expect(await unpackLink(version, linkOf('{"a":[1,2]}'))).toEqual({ kind: "value", value: { a: [1, 2] } });
  });

  it("are absent from an address without a fragment or with another one", async () => {
    expect(await unpackLink(version, "")).toEqual({ kind: "none" });
    expect(await unpackLink(version, "#results")).toEqual({ kind: "none" });
  });

  it.each([
    ["another version", "#v=2&z=q1YqVrJSSlSyqlYqU7IyrAUA", /version “2”; this page reads version 1/],
    ["no version", "#z=q1YqVrJSSlSyqlYqU7IyrAUA", /no version/],
    ["nothing in it", "#v=1&z=", /Nothing is packed/],
    ["characters of no such link", "#v=1&z=ab%20cd", /characters that no such link has/],
    ["a length that base64 cannot have", "#v=1&z=abcde", /characters that no such link has/],
    ["bytes that do not unpack", "#v=1&z=__________8", /cannot be unpacked/],
    ["more than 16,384 characters", `#v=1&z=${"A".repeat(16_385)}`, /16,385 characters long/],
    ["no JSON in it", linkOf("{fleet"), /not JSON/],
    ["bytes that are no UTF-8", linkOf(Buffer.from([0x22, 0xff, 0x22])), /cannot be unpacked/],
  ])("with %s are refused in words", async (_, fragment, sentence) => {
    const answer = await unpackLink(version, fragment);
    expect(answer.kind === "problem" ? answer.problem : answer).toMatch(sentence);
  });

  it("cut on their way are refused in words", async () => {
    const link = await packLink(version, { list: Array.from({ length: 50 }, (_, index) => index * 7.3) });
    const answer = await unpackLink(version, link.slice(0, -6));
    expect(answer.kind).toBe("problem");
  });

  it("that are bombs stop at the bound: 64 MB from 64 kB would be refused by length, 8 MB from 8 kB by what comes out", async () => {
    const bomb = linkOf(Buffer.alloc(8 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(16_384);
    const answer = await unpackLink(version, bomb);
    expect(answer.kind === "problem" ? answer.problem : answer).toMatch(/more than 256 kB/);
  });
});
