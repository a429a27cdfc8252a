"use client";

import type { Dispatch } from "react";
import type { FormAction, FormState } from "@/components/calculator/calculator-state";
import { Charts } from "@/components/calculator/charts";
import type { Outcome } from "@/components/calculator/outcome";
import { UncertaintySection } from "@/components/calculator/uncertainty/uncertainty-section";

interface PicturesProps {
  readonly outcome: Outcome;
  readonly form: FormState;
  readonly dispatch: Dispatch<FormAction>;
}

/** What comes after the page stands: the charts of the one path, then the many paths it does not know among. */
export function Pictures(props: PicturesProps) {
  return (
    <>
      <Charts {...props} />
      <UncertaintySection {...props} />
    </>
  );
}
