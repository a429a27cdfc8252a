import { expect, it } from "vitest";
import { gather } from "./gather";

it("what is asked for while a batch is under way makes up the next, and each gets its own answer", async () => {
  const batches: number[][] = [];
  const double = gather((items: readonly number[]) => {
    batches.push([...items]);
    return Promise.resolve(items.map((item) => item * 2));
  });
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(batches).toEqual([[1], [2, 3]]);
});

it("a batch that fails fails for all of it and for nobody after it", async () => {
  let calls = 0;
  const once = gather((items: readonly number[]) => {
    calls += 1;
    return calls === 2 ? Promise.reject(new Error("no")) : Promise.resolve(items);
  });
  const outcomes = await Promise.allSettled([1, 2, 3].map(once));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  expect(await once(4)).toBe(4);
});
