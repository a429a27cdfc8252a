"use client";

import { Component, type ReactNode } from "react";

/** Keeps a drawing that cannot be loaded from taking the page with it; the figures are still there as a table. */
export class PlotBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <p role="alert" className="grid h-full place-content-center p-4 text-center">
        The drawing could not be loaded. Load the page again; until then the same figures are under Table and
        CSV.
      </p>
    );
  }
}
