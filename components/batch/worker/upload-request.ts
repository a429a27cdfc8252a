import type { RunRequest } from "@/components/batch/worker/protocol";

/** Address of the upload with what the file does not say. */
export function uploadAddress(request: RunRequest, fileName: string): string {
  const params = new URLSearchParams({ fileName });
  if (request.mode !== "calculate") params.set("dryRun", "true");
  if (request.isAllOrNothing) params.set("allOrNothing", "true");
  if (request.mapping !== null) params.set("mapping", request.mapping.map((field) => field ?? "").join(","));
  for (const [name, value] of Object.entries({ ...request.settings, ...request.market })) {
    if (typeof value === "number") params.set(name, String(value));
  }
  return `/batch/upload?${params}`;
}
