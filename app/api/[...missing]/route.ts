import { AppError } from "@/lib/server/errors";
import { missingContract } from "@/lib/server/missing-contract";
import { defineRoute } from "@/lib/server/route";

/*
 * Every address below /api that is nobody's: the documented error instead of a page. A method that a route does not have
 * is answered before any of our code, by Next and scripts/launcher/web-preload.cjs.
 */

const answerMissing = (): never => {
  throw new AppError("not_found", "The API has nothing at this address; /docs/api lists what it has.");
};

export const GET = defineRoute(missingContract("GET"), answerMissing);
export const POST = defineRoute(missingContract("POST"), answerMissing);
export const PUT = defineRoute(missingContract("PUT"), answerMissing);
export const PATCH = defineRoute(missingContract("PATCH"), answerMissing);
export const DELETE = defineRoute(missingContract("DELETE"), answerMissing);
