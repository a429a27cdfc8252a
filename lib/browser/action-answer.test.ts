import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ActionAnswer, callAction, confirmed } from "@/lib/browser/action-answer";
import { answerPersonRequests } from "@/lib/browser/ask-person";

const wantsConfirmation: ActionAnswer<string> = {
  ok: false,
  error: { code: "forbidden", message: "Confirm first.", reason: "confirm_identity", requestId: "r-1" },
};
const done: ActionAnswer<string> = { ok: true, data: "done" };

let isConfirmed = true;
let askedTimes = 0;
let disconnect: () => void;
beforeEach(() => {
  askedTimes = 0;
  disconnect = answerPersonRequests((request) => {
    askedTimes += 1;
    if (request.kind === "confirm_identity") request.settle(isConfirmed);
  });
});
afterEach(() => disconnect());

test("an action that wants the person confirmed is called again, with the same input, once they are", async () => {
  isConfirmed = true;
  const action = vi.fn().mockResolvedValueOnce(wantsConfirmation).mockResolvedValueOnce(done);
  expect(await confirmed(action)({ id: 7 })).toEqual(done);
  expect(action.mock.calls).toEqual([[{ id: 7 }], [{ id: 7 }]]);
});

test("without the confirmation it is not called again, and the answer says that nothing was changed", async () => {
  isConfirmed = false;
  const action = vi.fn().mockResolvedValue(wantsConfirmation);
  const answer = await confirmed(action)({});
  expect(answer).toMatchObject({ ok: false, error: { code: "cancelled" } });
  expect(action).toHaveBeenCalledTimes(1);
});

test("the person is asked once, even if the action goes on wanting it", async () => {
  isConfirmed = true;
  const action = vi.fn().mockResolvedValue(wantsConfirmation);
  expect(await confirmed(action)({})).toEqual(wantsConfirmation);
  expect(askedTimes).toBe(1);
});

test("other refusals ask nobody", async () => {
  const refused = { ok: false, error: { code: "forbidden", message: "No.", requestId: "r-2" } } as const;
  expect(await confirmed(vi.fn().mockResolvedValue(refused))({})).toEqual(refused);
  expect(askedTimes).toBe(0);
});

test("a call that never arrived is an answer that says so", async () => {
  const answer = await callAction(() => Promise.reject(new TypeError("Failed to fetch")), {});
  expect(answer).toMatchObject({ ok: false, error: { code: "unreachable", requestId: "" } });
});

test("an answer of another build is an answer that says to reload", async () => {
  const answer = await callAction(() => Promise.reject(new Error("Failed to find Server Action")), {});
  expect(answer).toMatchObject({ ok: false, error: { code: "unreadable" } });
});

test("what was asked before the frame stood is answered once it does", async () => {
  disconnect();
  isConfirmed = true;
  const action = vi.fn().mockResolvedValueOnce(wantsConfirmation).mockResolvedValueOnce(done);
  const answer = confirmed(action)({});
  await Promise.resolve();
  disconnect = answerPersonRequests((request) => {
    if (request.kind === "confirm_identity") request.settle(true);
  });
  expect(await answer).toEqual(done);
});
