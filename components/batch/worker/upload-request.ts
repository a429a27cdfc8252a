import type { RunRequest } from "@/components/batch/worker/protocol";

/** Address of the upload with what the file does not say. */
export function uploadAddress({
  mode,
  isAllOrNothing,
  mapping,
  sheet,
  settings,
  market,
}: RunRequest): string {
  const params = new URLSearchParams();
  if (mode !== "calculate") params.set("mode", "check");
  else if (isAllOrNothing) params.set("mode", "all-or-nothing");
  if (mapping !== null) params.set("mapping", mapping.map((field) => field ?? "").join(","));
  if (sheet !== null) params.set("sheet", sheet);
  for (const [name, value] of Object.entries({ ...settings, ...market })) {
    if (value !== null) params.set(name, String(value));
  }
  return params.size === 0 ? "/batch/upload" : `/batch/upload?${params}`;
}
