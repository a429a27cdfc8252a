import { defineStreamContract } from "@/lib/server/contract";

const shared = {
  path: "/api/inngest",
  tag: "Operation",
  permission: "public",
  resultBytes: {
    contentTypes: ["application/json"],
    description: "What Inngest's SDK answers to its engine; 401 without the engine's signature",
  },
} as const;

const description =
  "Spoken by an Inngest engine that the environment names. Without one the functions run in the worker, and this is 404.";

const bodyBytes = {
  contentTypes: ["application/json"],
  description: "What the engine sends, signed by it",
} as const;

export const engineReadContract = defineStreamContract({
  ...shared,
  method: "GET",
  summary: "Inngest: which functions there are",
  description,
});

export const engineCallContract = defineStreamContract({
  ...shared,
  method: "POST",
  summary: "Inngest: runs a function",
  description,
  bodyBytes,
});

export const engineSyncContract = defineStreamContract({
  ...shared,
  method: "PUT",
  summary: "Inngest: registers the functions",
  description,
  bodyBytes,
});
