import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addInterest } from "@/lib/browser/live/interests";
import { createRefetcher } from "@/lib/browser/live/refetch";
import type { LiveTopic } from "@/lib/domain/live/topics";

const page = { visibilityState: "visible" };
const shown: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
});
afterEach(() => {
  for (const remove of shown.splice(0)) remove();
  page.visibilityState = "visible";
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Something on the screen whose answers come when the test says so. */
function show(topic: LiveTopic) {
  const answers: (() => void)[] = [];
  const refetch = vi.fn(() => new Promise<void>((resolve) => answers.push(resolve)));
  shown.push(addInterest({ topic, refetch }));
  return { refetch, answer: () => answers.shift()?.() };
}

describe("what is on the screen", () => {
  it("is asked for when its topic changed, and not when another did", () => {
    const [audit, people] = [show("audit"), show("people")];
    createRefetcher().ask("audit");
    expect(audit.refetch).toHaveBeenCalledTimes(1);
    expect(people.refetch).not.toHaveBeenCalled();
  });

  it("is asked for once more, and only once, when it changed many times while it was being asked for", async () => {
    const audit = show("audit");
    const { ask } = createRefetcher();
    for (let count = 0; count < 100; count += 1) ask("audit");
    expect(audit.refetch).toHaveBeenCalledTimes(1);
    audit.answer();
    await vi.advanceTimersByTimeAsync(1000);
    expect(audit.refetch).toHaveBeenCalledTimes(2);
    audit.answer();
    await vi.advanceTimersByTimeAsync(1000);
    expect(audit.refetch).toHaveBeenCalledTimes(2);
  });

  it("is asked for again after a failure", async () => {
    const refetch = vi.fn(() => Promise.reject(new Error("no")));
    shown.push(addInterest({ topic: "audit", refetch }));
    const { ask } = createRefetcher();
    ask("audit");
    await vi.advanceTimersByTimeAsync(1000);
    ask("audit");
    expect(refetch).toHaveBeenCalledTimes(2);
  });

  it("is not asked for while the page is hidden, but once at the return", () => {
    const [audit, people] = [show("audit"), show("people")];
    const { ask, makeUp } = createRefetcher();
    page.visibilityState = "hidden";
    ask("audit");
    ask("audit");
    expect(audit.refetch).not.toHaveBeenCalled();
    page.visibilityState = "visible";
    makeUp();
    expect(audit.refetch).toHaveBeenCalledTimes(1);
    expect(people.refetch).not.toHaveBeenCalled();
  });

  it("is not asked for any more once it is gone from the screen", async () => {
    const audit = show("audit");
    const { ask } = createRefetcher();
    ask("audit");
    ask("audit");
    for (const remove of shown.splice(0)) remove();
    audit.answer();
    await vi.advanceTimersByTimeAsync(1000);
    expect(audit.refetch).toHaveBeenCalledTimes(1);
  });
});
