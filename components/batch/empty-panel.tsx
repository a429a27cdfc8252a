"use client";

import { FileSpreadsheet, ShieldCheck } from "lucide-react";
import { exampleFile } from "@/components/batch/example-file";
import { FileButton } from "@/components/batch/file-button";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";

const heads = [
  "Model",
  "Quantity",
  "Hashrate (TH/s)",
  "Power (W)",
  "Electricity (USD/kWh)",
  "Machine price (USD)",
];
const rows: readonly (readonly string[])[] = [
  ["Antminer S21", "100", "200", "3550", "0.06", "3200"],
  ["WhatsMiner M50S", "150", "", "", "0.055", "900"],
  ["", "32", "110", "3250", "0.065", ""],
];

/** Before there is a file: how to bring one, what it looks like, and one to try. */
export function EmptyPanel({ onFile }: { readonly onFile: (file: File) => void }) {
  return (
    <Card>
      <CardBody className="grid gap-5">
        <div className="flex flex-col items-center rounded-lg border-2 border-input border-dashed px-4 py-8 text-center">
          <FileSpreadsheet aria-hidden="true" className="mb-3 size-7 text-muted-foreground" />
          <h2 className="font-semibold text-base">Drop a spreadsheet anywhere on this page</h2>
          <p className="mt-1 max-w-prose text-muted-foreground">
            CSV or Excel (.xlsx), up to 100,000 rows and 25 MiB. Cells copied from a spreadsheet can be
            pasted.
          </p>
          <div className="mt-4 flex flex-wrap justify-center gap-2">
            <FileButton variant="primary" label="Choose a file" onFile={onFile} />
            <Button onClick={() => onFile(exampleFile())}>Try it with an example</Button>
          </div>
          <p className="mt-4 inline-flex items-start gap-1.5 text-muted-foreground text-xs">
            <ShieldCheck aria-hidden="true" className="mt-px size-3.5 shrink-0" />
            Nothing is stored on the server: the file is read, answered and forgotten.
          </p>
        </div>
        <div className="grid gap-2">
          <h3 className="font-medium">What a file looks like</h3>
          <p className="text-muted-foreground">
            One row per kind of machine. A model from the catalogue brings its hashrate and power; own figures
            win. Without a model both are needed. Columns may stand in any order and be named in English or
            Chinese; what is not recognised you map yourself.
          </p>
          <Table caption="The first rows of a file" className="text-[0.8125rem]">
            <thead>
              <tr>
                {heads.map((head, place) => (
                  <Th key={head} numeric={place > 0}>
                    {head}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((cells) => (
                <tr key={cells.join()}>
                  {cells.map((cell, place) => (
                    <Td key={heads[place]} numeric={place > 0}>
                      {cell}
                    </Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </CardBody>
    </Card>
  );
}
