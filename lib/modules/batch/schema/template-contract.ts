import { z } from "zod";
import { defineStreamContract } from "@/lib/server/contract";

/** `GET /batch/template`: the file to fill in. */
export const templateContract = defineStreamContract({
  method: "GET",
  path: "/batch/template",
  tag: "Batch",
  summary: "A file to fill in and send to POST /batch/upload, as CSV or Excel workbook",
  description:
    "Every column with its unit in the header and three example rows, which can be sent as they are. The workbook also says what each column means and takes, and lists the machines of the catalogue.",
  permission: "batch:use",
  query: z.strictObject({ format: z.enum(["csv", "xlsx"]).default("csv") }),
  resultBytes: {
    contentTypes: ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    description: "The file: CSV in UTF-8 with byte order mark, or a workbook.",
  },
  cacheControl: "public, max-age=300",
});
