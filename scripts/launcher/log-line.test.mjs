import { expect, it } from "vitest";
import { readableLogLine } from "./log-line.mjs";

it("shows time, level, message and the error's own words", () => {
  const line = JSON.stringify({
    level: 40,
    time: "2026-11-22T18:30:34.531Z",
    part: "retargets",
    err: { message: "mempool-space: network: ENOTFOUND", stack: "long" },
    msg: "market: could not collect",
  });
  expect(readableLogLine(line)).toBe(
    "18:30:34 warn  market: could not collect (retargets) – mempool-space: network: ENOTFOUND",
  );
});

it.each(["plain text", '{"level":40,"cut', '{"other": 1}'])("leaves %s as it is", (line) => {
  expect(readableLogLine(line)).toBe(line);
});
