import type { ReplyCookie } from "@/lib/server/reply";

/** For tests: the request that a server action finds itself in, where Next would put it. */
export const actionRequest: {
  headers: Headers;
  readonly cookiesSet: Pick<ReplyCookie, "name" | "value">[];
} = { headers: new Headers(), cookiesSet: [] };

/** Stands in for `next/headers`: `vi.mock("next/headers", async () => (await import("./next-headers.fixture")).nextHeaders)`. */
export const nextHeaders = {
  headers: () => Promise.resolve(actionRequest.headers),
  cookies: () =>
    Promise.resolve({
      set: ({ name, value }: Pick<ReplyCookie, "name" | "value">) =>
        void actionRequest.cookiesSet.push({ name, value }),
    }),
};
