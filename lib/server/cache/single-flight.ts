export interface SingleFlight<Result> {
  /** The running call of `key`, or a new one made by `start`; `joined` tells which. */
  run(
    key: string,
    start: () => Promise<Result>,
  ): { readonly promise: Promise<Result>; readonly joined: boolean };
}

/** At most one running call per key; callers who come while it runs get its result or its error. */
export function createSingleFlight<Result>(): SingleFlight<Result> {
  const running = new Map<string, Promise<Result>>();
  return {
    run(key, start) {
      const under = running.get(key);
      if (under !== undefined) return { promise: under, joined: true };
      const promise = start().finally(() => running.delete(key));
      running.set(key, promise);
      return { promise, joined: false };
    },
  };
}
