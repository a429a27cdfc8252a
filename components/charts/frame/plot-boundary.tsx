"use client";

import { Component, type ReactNode } from "react";

interface PlotBoundaryProps {
  readonly children: ReactNode;
}

/** Keeps a drawing that cannot be loaded from taking the page with it; the figures are still there as a table. */
export class PlotBoundary extends Component<PlotBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="grid h-full place-content-center justify-items-center gap-2 text-center">
        <p>The drawing could not be loaded. The same figures are under Table and CSV.</p>
        <button
          type="button"
          className="rounded-sm px-2 py-1 text-primary-text underline underline-offset-3"
          onClick={() => this.setState({ failed: false })}
        >
          Try again
        </button>
      </div>
    );
  }
}
