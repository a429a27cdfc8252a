import type { z } from "zod";
import type { RateLimit } from "@/lib/server/rate-limit";
import type { Access } from "@/lib/server/viewer";

/** What every contract says, whatever its route takes and answers. */
interface ContractHead<Query extends z.ZodType, Params extends z.ZodType> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As in OpenAPI: `/api/miners/{slug}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Access;
  /** What stands in the path's braces, by name. */
  readonly params?: Params;
  readonly query?: Query;
  readonly rateLimit?: RateLimit;
  /** A page asks by itself: that somebody is there does not follow, so it keeps no forgotten session alive. */
  readonly isAskedByItself?: boolean;
  /** `Cache-Control` of a successful answer; without it nothing is stored anywhere. */
  readonly cacheControl?: string;
}

/** Everything the outside may know about one route: the handler is bound to it, the API document made from it. */
export interface RouteContract<
  Query extends z.ZodType,
  Body extends z.ZodType,
  Result extends z.ZodType,
  Params extends z.ZodType = z.ZodUndefined,
> extends ContractHead<Query, Params> {
  readonly body?: Body;
  /** Largest body in bytes; one megabyte when absent. */
  readonly bodyBytesMax?: number;
  readonly result: Result;
  /** Other statuses whose body is a result and not an error, with their meaning. */
  readonly alsoAnswers?: Readonly<Record<number, string>>;
  /** A body to start from, shown in the API document. */
  readonly exampleBody?: unknown;
}

/** Bytes that are not one JSON value: which media types they may have, and in words what is in them. */
export interface ByteContent {
  readonly contentTypes: readonly [string, ...string[]];
  readonly description: string;
}

/** Contract of a route that takes the body as it is sent, answers bytes, or both. */
export interface StreamContract<Query extends z.ZodType, Params extends z.ZodType = z.ZodUndefined>
  extends ContractHead<Query, Params> {
  /** Without it the route takes no body. */
  readonly bodyBytes?: ByteContent;
  readonly resultBytes: ByteContent;
}

/** A contract of any shape, as the list of all routes holds it. */
export type AnyRouteContract =
  | RouteContract<z.ZodType, z.ZodType, z.ZodType, z.ZodType>
  | StreamContract<z.ZodType, z.ZodType>;

/** Writes down a contract with its types kept. */
export function defineContract<
  Result extends z.ZodType,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Params extends z.ZodType = z.ZodUndefined,
>(contract: RouteContract<Query, Body, Result, Params>): RouteContract<Query, Body, Result, Params> {
  return contract;
}

/** The twin of `defineContract` for bytes. */
export function defineStreamContract<
  Query extends z.ZodType = z.ZodUndefined,
  Params extends z.ZodType = z.ZodUndefined,
>(contract: StreamContract<Query, Params>): StreamContract<Query, Params> {
  return contract;
}
