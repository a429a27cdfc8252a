"use client";

import { ErrorPage } from "@/components/shell/error-page";
import "./globals.css";

// Stands in for the root layout itself, so it brings its own document; colours follow the device.
export default function GlobalError(props: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>HashInsight failed to load</title>
        <main>
          <ErrorPage {...props} />
        </main>
      </body>
    </html>
  );
}
