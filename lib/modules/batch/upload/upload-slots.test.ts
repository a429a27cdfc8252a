import { describe, expect, it } from "vitest";
import { UploadSlots } from "./upload-slots";

const never = new AbortController().signal;
const busy = { code: "limited", retryAfterSeconds: 10 };

describe("UploadSlots", () => {
  it("lets so many run, so many wait in order, and sends the rest away with the time to come back", async () => {
    const slots = new UploadSlots({ running: 2, waiting: 2, waitMs: 10_000 });
    const first = await slots.take(never);
    const second = await slots.take(never);
    const order: string[] = [];
    const third = slots.take(never).then((giveBack) => {
      order.push("third");
      return giveBack;
    });
    const fourth = slots.take(never).then(() => order.push("fourth"));
    await expect(slots.take(never)).rejects.toMatchObject(busy);
    first();
    // Giving back twice must not let two in.
    first();
    await third;
    expect(order).toEqual(["third"]);
    second();
    await fourth;
    expect(order).toEqual(["third", "fourth"]);
  });

  it("sends away who has waited too long, and who goes by himself", async () => {
    const slots = new UploadSlots({ running: 1, waiting: 1, waitMs: 20 });
    const giveBack = await slots.take(never);
    await expect(slots.take(never)).rejects.toMatchObject(busy);
    const gone = new AbortController();
    const waiting = slots.take(gone.signal);
    gone.abort();
    await expect(waiting).rejects.toMatchObject(busy);
    // Both have left the line: the slot goes to the next one at once.
    giveBack();
    await slots.take(never);
  });
});
