import { z } from "zod";
import { defineContract } from "@/lib/server/contract";

const healthSchema = z.strictObject({ status: z.literal("up") }).meta({ title: "Health" });

const readinessSchema = z
  .strictObject({
    status: z.enum(["ready", "not_ready"]),
    checks: z.strictObject({ database: z.enum(["up", "down"]) }),
  })
  .meta({ title: "Readiness" });

/** Is the process alive? Asks nothing else, so that a sick database does not get the process killed. */
export const healthContract = defineContract({
  method: "GET",
  path: "/api/health",
  tag: "Operation",
  summary: "Is the process alive?",
  permission: "public",
  result: healthSchema,
});

/** Can the process serve people? */
export const readyContract = defineContract({
  method: "GET",
  path: "/api/ready",
  tag: "Operation",
  summary: "Can the process serve people?",
  permission: "public",
  result: readinessSchema,
  alsoAnswers: { 503: "Something the process depends on does not answer" },
});

/** The document that describes all routes, this one included. */
export const openApiContract = defineContract({
  method: "GET",
  path: "/api/openapi.json",
  tag: "Operation",
  summary: "This document",
  permission: "public",
  result: z.looseObject({ openapi: z.literal("3.1.0") }),
  cacheControl: "public, max-age=300",
});
