import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { THEME_SCRIPT } from "@/components/shell/theme-script-text";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "HashInsight", template: "%s · HashInsight" },
  description:
    "What bitcoin mining machines earn, what they cost, and when they pay back: on figures that name their source.",
  applicationName: "HashInsight",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafaf9" },
    { media: "(prefers-color-scheme: dark)", color: "#0f0e0d" },
  ],
};

// Reads no header and no cookie, so that pages can be made at build time.
export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    // The theme script sets data-theme before React looks.
    <html lang="en" className={GeistSans.variable} suppressHydrationWarning>
      <head>
        <script>{THEME_SCRIPT}</script>
      </head>
      <body>{children}</body>
    </html>
  );
}
