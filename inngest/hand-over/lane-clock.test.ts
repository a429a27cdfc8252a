import { expect, it } from "vitest";
import { createLaneClock } from "./lane-clock";

it("while few events leave none has to wait", () => {
  const clock = createLaneClock();
  for (let count = 0; count < 25; count += 1) clock.note("busy", count * 40);
  expect(clock.waitMs("busy", 960)).toBe(0);
});

it("the more leave within a second the longer an aggregate's next one waits, others' not, and at most 300 ms", () => {
  const clock = createLaneClock();
  for (let count = 0; count < 35; count += 1) clock.note("busy", 500);
  // Ten more than are free, four milliseconds each.
  expect(clock.waitMs("busy", 500)).toBe(40);
  expect(clock.waitMs("busy", 530)).toBe(10);
  expect(clock.waitMs("busy", 540)).toBe(0);
  expect(clock.waitMs("other", 500)).toBe(0);
  for (let count = 0; count < 500; count += 1) clock.note("busy", 500);
  expect(clock.waitMs("busy", 500)).toBe(300);
  expect(clock.waitMs("busy", 1500)).toBe(0);
});
