import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPeopleWorld, type PeopleWorld } from "@/lib/modules/auth/people/people-world.fixture";
import { userViewer, visitor } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";
import { addMachinesInput, changeMachineInput } from "../inputs";
import { fleet, portfolioEvents } from "../portfolio-world.fixture";
import { getPortfolio } from "../queries";
import { addMachines } from "./add-machines";
import { changeMachine } from "./change-machine";
import { removeMachines } from "./remove-machines";

let world: PeopleWorld;
let org: string;
beforeAll(async () => {
  world = await openPeopleWorld();
  org = await world.company("Nordlicht");
});
afterAll(() => world.close());

const add = async (viewer: UserViewer, more: Parameters<typeof fleet>[0] = {}) => {
  const { ids } = await addMachines(viewer, { machines: [fleet(more)] });
  return ids[0] ?? "";
};

describe("adding machines", () => {
  it.each(["owner", "admin", "site_manager", "operator", "sales", "customer", "guest"] as const)(
    "is open to a person with the role %s",
    async (role) => {
      const viewer = await world.person(org, { role });
      await add(viewer);
      expect((await getPortfolio(viewer)).machines).toHaveLength(1);
    },
  );

  it("keeps money as it was typed and takes the figures of the model that was named", async () => {
    const viewer = await world.person(org, { role: "customer" });
    await add(viewer, {
      name: "Garage",
      minerModel: "antminer s21",
      hashrateThs: null,
      powerWatts: null,
      electricityUsdPerKwh: "0.060500",
      capexUsd: "32000.50",
      purchasedOn: "2025-02-03",
    });
    const { machines, isRecalculating, version } = await getPortfolio(viewer);
    expect(machines[0]).toMatchObject({
      name: "Garage",
      minerModel: { name: "Antminer S21" },
      hashrateThs: { value: 200, isOwn: false, source: expect.stringMatching(/^catalogue: /) },
      electricityUsdPerKwh: "0.060500",
      capexUsd: "32000.50",
      purchasedOn: "2025-02-03",
      estimate: null,
      isEstimateCurrent: false,
    });
    expect({ isRecalculating, version }).toEqual({ isRecalculating: true, version: 1 });
  });

  it("writes one event and one entry of the trail, which does not say what the machines cost", async () => {
    const viewer = await world.person(org, { role: "customer" });
    await addMachines(viewer, { machines: [fleet(), fleet({ quantity: 3 })] });
    const events = (await portfolioEvents(world)).filter(({ payload }) => payload.userId === viewer.userId);
    expect(events).toMatchObject([
      {
        org_id: org,
        aggregate_id: `${viewer.userId}@${org}`,
        aggregate_version: 1,
        payload: { change: "added" },
      },
    ]);
    const entries = await world.rows(
      (tx) => tx`select action, before, after from audit_entries where actor_id = ${viewer.userId}`,
    );
    expect(entries).toEqual([
      {
        action: "calculator.machines_added",
        before: { version: 0 },
        after: { version: 1, rows: 2, machines: 103 },
      },
    ]);
  });

  it("is refused for a model that nobody knows, for machines without figures and for a day to come, all at once", async () => {
    const viewer = await world.person(org, { role: "customer" });
    const machines = [
      fleet({ minerModel: "Antminer S99" }),
      fleet({ hashrateThs: null, powerWatts: null }),
      fleet({ purchasedOn: "2999-01-01" }),
    ];
    await expect(addMachines(viewer, { machines })).rejects.toMatchObject({
      code: "invalid",
      fields: [
        { field: "machines.0.minerModel", value: "Antminer S99" },
        { field: "machines.1.hashrateThs" },
        { field: "machines.1.powerWatts" },
        { field: "machines.2.purchasedOn", value: "2999-01-01" },
      ],
    });
    expect((await getPortfolio(viewer)).version).toBe(0);
  });

  it("is refused beyond a thousand rows, and then adds none", async () => {
    const viewer = await world.person(org, { role: "customer" });
    await addMachines(viewer, { machines: Array.from({ length: 999 }, () => fleet()) });
    await expect(addMachines(viewer, { machines: [fleet(), fleet()] })).rejects.toMatchObject({
      code: "conflict",
    });
    await add(viewer);
    expect((await getPortfolio(viewer)).machines).toHaveLength(1_000);
  });

  it("is refused to visitors and to whoever is in no company", async () => {
    await expect(addMachines(visitor, { machines: [fleet()] })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const { userId } = await world.person(org, { role: "guest" });
    const nowhere = userViewer({ userId, orgId: null, role: "guest" });
    await expect(addMachines(nowhere, { machines: [fleet()] })).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    ["a number where text is wanted for money", { electricityUsdPerKwh: 0.06 }],
    ["a negative price", { electricityUsdPerKwh: "-0.06" }],
    ["an exponent", { capexUsd: "1e5" }],
    ["half a machine", { quantity: 1.5 }],
    ["percent in place of a ratio", { poolFeeRatio: 2 }],
    ["a field that nobody knows", { owner: "me" }],
  ])("does not take %s", (_what, part) => {
    const { success } = addMachinesInput.safeParse({ machines: [{ ...fleet(), ...part }] });
    expect(success).toBe(false);
  });
});

describe("changing machines", () => {
  it("leaves what is not named as it is", async () => {
    const viewer = await world.person(org, { role: "customer" });
    const id = await add(viewer, { name: "Garage" });
    const change = changeMachineInput.parse({ id, version: 1, electricityUsdPerKwh: "0.05" });
    expect(await changeMachine(viewer, change)).toEqual({ version: 2, portfolioVersion: 2 });
    const { machines } = await getPortfolio(viewer);
    expect(machines[0]).toMatchObject({
      name: "Garage",
      quantity: 100,
      electricityUsdPerKwh: "0.05",
      version: 2,
    });
  });

  it("is refused when they were changed since they were read, and then changes nothing", async () => {
    const viewer = await world.person(org, { role: "customer" });
    const id = await add(viewer);
    await changeMachine(viewer, { id, version: 1, quantity: 5 });
    await expect(changeMachine(viewer, { id, version: 1, quantity: 6 })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await getPortfolio(viewer)).toMatchObject({ version: 2, machines: [{ quantity: 5 }] });
  });

  it("is refused where it would leave no figures to calculate with", async () => {
    const viewer = await world.person(org, { role: "customer" });
    const id = await add(viewer);
    await expect(changeMachine(viewer, { id, version: 1, powerWatts: null })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "powerWatts" }],
    });
  });
});

describe("somebody else's machines", () => {
  it("cannot be seen, changed or removed: by a colleague of any role, or by their owner acting for another company", async () => {
    const owner = await world.person(org, { role: "customer" });
    const id = await add(owner);
    const elsewhere = await world.company("Suedhang");
    await world.join(owner.userId, elsewhere, { role: "customer" });
    const others = [
      await world.person(org, { role: "owner" }),
      await world.person(org, { role: "customer" }),
      await world.signIn(owner.userId, elsewhere),
    ];
    for (const other of others) {
      expect((await getPortfolio(other)).machines).toEqual([]);
      await expect(changeMachine(other, { id, version: 1, quantity: 1 })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(removeMachines(other, { ids: [id] })).rejects.toMatchObject({ code: "not_found" });
      expect((await getPortfolio(other)).version).toBe(0);
    }
    expect((await getPortfolio(owner)).machines).toMatchObject([{ id, quantity: 100 }]);
  });
});

describe("removing machines", () => {
  it("takes the rows out, or none when one of them is not there", async () => {
    const viewer = await world.person(org, { role: "customer" });
    const { ids } = await addMachines(viewer, { machines: [fleet(), fleet()] });
    const [first = "", second = ""] = ids;
    await expect(
      removeMachines(viewer, { ids: [first, "00000000-0000-7000-8000-000000000404"] }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await removeMachines(viewer, { ids: [first] })).toEqual({ removed: 1, portfolioVersion: 2 });
    expect((await getPortfolio(viewer)).machines.map(({ id }) => id)).toEqual([second]);
  });
});

describe("changes of one portfolio at the same moment", () => {
  it("wait for each other, so that each event has a version of its own", async () => {
    const viewer = await world.person(org, { role: "customer" });
    await Promise.all(Array.from({ length: 8 }, () => add(viewer)));
    const versions = (await portfolioEvents(world))
      .filter(({ payload }) => payload.userId === viewer.userId)
      .map((row) => row.aggregate_version);
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
