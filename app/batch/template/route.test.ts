import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { batchColumns } from "@/lib/domain/batch/batch-columns";
import { modelLookup } from "@/lib/domain/batch/model-lookup";
import { tableRowCalculator } from "@/lib/modules/batch/upload/calculate-table-row";
import { readHeader } from "@/lib/modules/batch/upload/table-header";
import { exampleMarket } from "@/lib/modules/batch/workbook/batch-export.fixture";
import { listMinerModels } from "@/lib/modules/calculator/catalogue/queries";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { visitor } from "@/lib/server/testing/viewers";
import { inPieces } from "@/lib/spreadsheet/reading/read-pieces.fixture";
import { readTable } from "@/lib/spreadsheet/reading/read-table";
import { GET } from "./route";

const noSettings = {
  electricityUsdPerKwh: null,
  poolFeeRatio: null,
  uptimeRatio: null,
  hashrateDecayRatioPerMonth: null,
};
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", db.url);
  resetEnvironment();
});
afterAll(async () => {
  await database().close();
  await db.close();
});

const get = (query: string) => GET(new Request(`http://localhost/batch/template${query}`));
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

/** The file as an upload takes it, calculated with the catalogue. */
async function upload(bytes: Uint8Array) {
  const { headers, match, rows } = await readHeader(await readTable(inPieces(bytes), null), null, noSettings);
  const models = modelLookup(await listMinerModels(visitor));
  const calculate = tableRowCalculator({
    columns: match.columns,
    settings: noSettings,
    models,
    market: exampleMarket,
  });
  const outcomes = [];
  for await (const some of rows) for (const row of some) outcomes.push(calculate(row, outcomes.length));
  return { headers, match, outcomes };
}

describe.each(["csv", "xlsx"])("the template as %s", (format) => {
  test("has every column under the header it goes by", async () => {
    const { headers, match } = await upload(await bytesOf(await get(`?format=${format}`)));
    expect(headers).toEqual(Object.values(batchColumns).map(({ header }) => header));
    expect(match.mapping).toEqual(Object.keys(batchColumns));
  });

  test("calculates without an error when it is uploaded as it is", async () => {
    const { outcomes } = await upload(await bytesOf(await get(`?format=${format}`)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["result", "result", "result"]);
    expect(outcomes[0]).toMatchObject({
      result: {
        minerModel: "Antminer S21",
        hashrateThs: 200,
        powerWatts: 3500,
        poolFeeRatio: 0.02,
        capexUsd: 25_600,
      },
    });
    expect(outcomes[2]).toMatchObject({ result: { minerModel: null, hashrateThs: 110, capexUsd: 60_000 } });
  });
});

test("is CSV unless told otherwise, with the mark that makes spreadsheets read UTF-8", async () => {
  const answer = await get("");
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toContain('filename="hashinsight-batch.csv"');
  expect([...(await bytesOf(answer)).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

test("refuses another format, and says which there are", async () => {
  const answer = await get("?format=ods");
  expect(answer.status).toBe(400);
  expect(JSON.stringify(await answer.json())).toContain("format");
});

describe("the workbook", () => {
  test("explains every column and lists every machine of the catalogue", async () => {
    const { sheets } = await readXlsx(await bytesOf(await get("?format=xlsx")));
    const [machines, how, models] = sheets;
    expect(sheets.map(({ name }) => name)).toEqual(["Machines", "How to fill", "Models"]);
    const explained = how?.rows.map((row) => row[1]);
    expect(explained).toEqual(
      expect.arrayContaining(Object.values(batchColumns).map(({ header }) => header)),
    );
    expect(models?.rows).toHaveLength(88);
    expect(machines?.dataValidations?.find(({ type }) => type === "list")).toMatchObject({
      formula1: "Models!$A$2:$A$88",
      range: "B2:B5001",
    });
  });
});
