/**
 * Response headers that every answer carries, pages and API alike.
 * The content security policy of pages is added by `proxy.ts`, since it differs per page.
 */
export const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
  // Browsers ignore it over plain http, so it is safe on a local address.
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
] as const;
