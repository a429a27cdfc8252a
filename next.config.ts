import type { NextConfig } from "next";
import { secretAddresses, secretAddressHeaders, securityHeaders } from "./lib/server/security-headers";

const nextConfig: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { remotePatterns: [] },
  // The folder that holds node_modules: a build in a copy below it resolves packages upward.
  turbopack: { root: process.env.HI_PACKAGES_ROOT ?? import.meta.dirname },
  outputFileTracingRoot: process.env.HI_PACKAGES_ROOT ?? import.meta.dirname,
  // Pages may answer 403 with app/(console)/forbidden.tsx.
  experimental: { authInterrupts: true },
  serverExternalPackages: ["postgres", "pino"],
  // Of two that name the same header the later one counts.
  headers: async () => [
    { source: "/:path*", headers: [...securityHeaders] },
    { source: secretAddresses, headers: [...secretAddressHeaders] },
  ],
};

export default nextConfig;
