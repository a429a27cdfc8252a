import { describe, expect, it } from "vitest";
import { changesOfAct } from "./changes-of-act";

const act = { orgId: "company", personId: "doer" } as const;

describe("an act", () => {
  it("on a person is seen in the list of people and on that person's account", () => {
    expect(
      changesOfAct({ ...act, action: "auth.role_changed", object: { kind: "user", id: "target" } }),
    ).toEqual([
      { topic: "people", orgId: "company", userId: "target" },
      { topic: "account", orgId: null, userId: "target" },
    ]);
  });

  it("on a session is seen on the account of whoever it is about, and nowhere in the company", () => {
    const object = { kind: "session", id: "s" };
    expect(changesOfAct({ ...act, action: "auth.signed_out", object })).toEqual([
      { topic: "account", orgId: null, userId: "doer" },
    ]);
    expect(changesOfAct({ ...act, action: "auth.signed_out", object, personId: null })).toEqual([]);
  });

  it("on an invitation is seen in the list of people only", () => {
    expect(
      changesOfAct({ ...act, action: "auth.person_invited", object: { kind: "invitation", id: "i" } }),
    ).toEqual([{ topic: "people", orgId: "company" }]);
  });

  it("outside of any company reaches no list of people", () => {
    const object = { kind: "user", id: "target" };
    expect(changesOfAct({ ...act, action: "auth.registered", object, orgId: null })).toEqual([
      { topic: "account", orgId: null, userId: "target" },
    ]);
  });

  it("that programs repeat, or on something no screen of people shows, is told to nobody", () => {
    const user = { kind: "user", id: "target" };
    expect(changesOfAct({ ...act, action: "auth.tokens_issued", object: user })).toEqual([]);
    expect(changesOfAct({ ...act, action: "hosting.moved", object: { kind: "miner", id: "m" } })).toEqual([]);
  });
});
