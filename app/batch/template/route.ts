import { templateContract } from "@/lib/modules/batch/schema/template-contract";
import { buildTemplateWorkbook } from "@/lib/modules/batch/workbook/build-template-workbook";
import { templateCsv } from "@/lib/modules/batch/workbook/template-csv";
import { listMinerModels } from "@/lib/modules/calculator/catalogue/queries";
import { defineStreamRoute } from "@/lib/server/stream-route";
import { workbookContentType } from "@/lib/spreadsheet/writing/write-workbook";

export const GET = defineStreamRoute(templateContract, async ({ viewer, query }) => {
  if (query.format === "csv") {
    return { body: templateCsv(), contentType: "text/csv; charset=utf-8", fileName: "hashinsight-batch.csv" };
  }
  const models = await listMinerModels(viewer);
  const file = await buildTemplateWorkbook(models, new Date().toISOString());
  const body = new Uint8Array(await file.arrayBuffer());
  return { body, contentType: workbookContentType, fileName: "hashinsight-batch.xlsx" };
});
