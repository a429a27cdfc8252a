import type { z } from "zod";
import type { RateLimit } from "@/lib/server/rate-limit";
import type { Permission } from "@/lib/server/viewer";

/** Everything the outside may know about one route: the handler is bound to it, the API document made from it. */
export interface RouteContract<Query extends z.ZodType, Body extends z.ZodType, Result extends z.ZodType> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As in OpenAPI: `/api/miners/{slug}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Permission;
  readonly query?: Query;
  readonly body?: Body;
  readonly result: Result;
  /** Other statuses whose body is a result and not an error, with their meaning. */
  readonly alsoAnswers?: Readonly<Record<number, string>>;
  readonly rateLimit?: RateLimit;
  /** `Cache-Control` of a successful answer; without it nothing is stored anywhere. */
  readonly cacheControl?: string;
  /** A body to start from, shown in the API document. */
  readonly exampleBody?: unknown;
}

/** A contract of any shape, as the list of all routes holds it. */
export type AnyRouteContract = RouteContract<z.ZodType, z.ZodType, z.ZodType>;

/** Writes down a contract with its types kept. */
export function defineContract<
  Result extends z.ZodType,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(contract: RouteContract<Query, Body, Result>): RouteContract<Query, Body, Result> {
  return contract;
}
