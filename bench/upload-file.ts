import { sheetRows, workbookBytes } from "@/lib/spreadsheet/reading/workbook.fixture";

const header = ["Label", "Model", "Quantity", "Power", "Electricity", "Pool fee", "Machine price"];
const models = ["Antminer S21", "Antminer S19", "WhatsMiner M60", "Antminer S21 Pro", "Antminer S19 XP"];

function rowOf(index: number): readonly (string | number)[] {
  const price = Number((0.04 + (index % 400) / 10_000).toFixed(4));
  return [
    `Hall ${index % 97}, row ${index}`,
    models[index % models.length] ?? "",
    1 + (index % 50),
    3000 + (index % 700),
    price,
    2.5,
    1500 + (index % 3000),
  ];
}

const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => rowOf(index));

/** A fleet of `count` rows as CSV, some 70 bytes each; labels hold a comma and are quoted. */
export function fleetCsv(count: number): Uint8Array<ArrayBuffer> {
  const lines = rowsOf(count).map(([label, ...rest]) => `"${label}",${rest.join(",")}`);
  return new TextEncoder().encode(`${header.join(",")}\n${lines.join("\n")}\n`);
}

/** The same fleet as a workbook. */
export function fleetXlsx(count: number): Uint8Array<ArrayBuffer> {
  const rows = sheetRows([header, ...rowsOf(count)]);
  return new Uint8Array(workbookBytes({ sheets: [{ name: "Fleet", rows }] }));
}
