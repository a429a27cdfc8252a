import { v7 as uuidV7 } from "uuid";
import { registerPerson } from "@/lib/modules/auth/sign-in/commands/register";
import { forgotPassword } from "@/lib/modules/auth/sign-in/commands/reset-password";
import { signIn } from "@/lib/modules/auth/sign-in/commands/sign-in";
import { database } from "@/lib/server/database";
import { hashPassword } from "@/lib/server/passwords/hash-password";
import type { Viewer } from "@/lib/server/viewer";
import { type BenchDatabase, startBenchDatabase } from "./measure/bench-database";
import { figure, median } from "./measure/statistics";

const tries = 200;
const warm = 10;
const password = "orchard lamp 7";

/**
 * Whether the time of an answer tells who has an account: signing in, registering and asking for a new password, each
 * 200 times for an account that exists and 200 times for one that does not, in turns, another account and another
 * network address each time. The difference of the means is held against 10 ms.
 */
export async function measureEnumeration() {
  const bench = await startBenchDatabase({ SECRET_KEYS: `bench:${"A".repeat(43)}=` });
  try {
    await people(bench);
    return {
      tries,
      signIn: await compared((email, viewer) =>
        signIn(viewer, { identifier: email, password: "not the one" }),
      ),
      register: await compared((email, viewer) => registerPerson(viewer, { email, name: "Grace", password })),
      forgotPassword: await compared((email, viewer) => forgotPassword(viewer, { email })),
    };
  } finally {
    await database().close();
    await bench.stop();
  }
}

const known = (place: number) => `known-${place}@example.com`;

async function people({ owner }: BenchDatabase): Promise<void> {
  const hash = await hashPassword(password);
  for (let place = 0; place < tries + warm; place += 1) {
    await owner`
      insert into users (id, email, name, password_hash, email_verified_at)
      values (${uuidV7()}, ${known(place)}, 'Ada', ${hash}, now())`;
  }
}

let addresses = 0;

/** A visitor from an address that nobody came from before. */
function newVisitor(): Viewer {
  addresses += 1;
  const address = `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
  return { kind: "visitor", request: { id: uuidV7(), address, userAgent: "bench" } };
}

async function compared(ask: (email: string, viewer: Viewer) => Promise<unknown>) {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let place = 0; place < tries + warm; place += 1) {
    // The order changes, so that what the machine does meanwhile meets both alike.
    for (const kind of place % 2 === 0 ? (["known", "unknown"] as const) : (["unknown", "known"] as const)) {
      const email = kind === "known" ? known(place) : `${uuidV7()}@example.com`;
      const started = performance.now();
      await ask(email, newVisitor());
      if (place >= warm) times[kind].push(performance.now() - started);
    }
  }
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  return {
    meanMs: { known: figure(mean(times.known)), unknown: figure(mean(times.unknown)) },
    medianMs: { known: figure(median(times.known)), unknown: figure(median(times.unknown)) },
    meanDifferenceMs: figure(Math.abs(mean(times.known) - mean(times.unknown))),
  };
}
