"use client";

import { Server } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { machinesOf, portfolioRowsMax } from "@/components/batch/portfolio-machines";
import { rowsText } from "@/components/batch/rows-text";
import type { Batch } from "@/components/batch/use-batch";
import type { RunSnapshot } from "@/components/batch/worker/protocol";
import { useMachineChanges } from "@/components/calculator/portfolio/use-machine-changes";
import { useMiners } from "@/components/calculator/use-miners";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { callAction } from "@/lib/browser/action-answer";
import { addMachinesAction } from "@/lib/modules/calculator/portfolio/actions";

interface PortfolioButtonProps {
  readonly batch: Batch;
  readonly run: RunSnapshot;
}

/** Puts the rows that the table shows into the person's portfolio, and goes there. */
export function PortfolioButton({ batch, run }: PortfolioButtonProps) {
  const { data: models } = useMiners();
  const changes = useMachineChanges();
  const router = useRouter();
  const [isAdding, setIsAdding] = useState(false);
  const { count } = run.view;
  const isTooMany = count > portfolioRowsMax;
  const add = async () => {
    if (models === undefined) return;
    setIsAdding(true);
    const machines = machinesOf(await batch.session.shownRows(0, count), models);
    const answer = await callAction(addMachinesAction, { machines });
    setIsAdding(false);
    if (!answer.ok) {
      notify("error", "Nothing was added to the portfolio", { description: answer.error.message });
      return;
    }
    changes.added(rowsText(machines.length), answer.data.ids);
    router.push("/calculator/portfolio");
  };
  return (
    <Button
      disabled={isAdding || isTooMany || models === undefined || run.rowsCalculated === 0}
      title={
        isTooMany
          ? `A portfolio holds ${portfolioRowsMax.toLocaleString("en-US")} rows: filter the table first`
          : "The rows that the table shows, apart from those with errors"
      }
      onClick={() => void add()}
    >
      <Server aria-hidden="true" />
      {isAdding ? "Adding …" : "Add to portfolio"}
    </Button>
  );
}
