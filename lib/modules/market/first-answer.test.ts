import { expect, it } from "vitest";
import { firstAnswer } from "./first-answer";

it("asks in order and stops at the first that works", async () => {
  const asked: string[] = [];
  const source = (name: string, answer: Promise<string>) => () => {
    asked.push(name);
    return answer;
  };
  const answer = await firstAnswer([
    () => {
      asked.push("a");
      return Promise.reject(new Error("a is down"));
    },
    source("b", Promise.resolve("b")),
    source("c", Promise.resolve("c")),
  ]);
  expect(answer).toBe("b");
  expect(asked).toEqual(["a", "b"]);
});

it("says why each failed when none works", async () => {
  const failing = (reason: string) => () => Promise.reject(new Error(reason));
  await expect(firstAnswer([failing("a is down"), failing("b is limited")])).rejects.toThrow(
    "No source answered. a is down; b is limited",
  );
});
