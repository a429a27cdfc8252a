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

/** Pages whose address is as good as a password: nobody gets it as a referrer, and nothing keeps the page. */
export const secretAddressHeaders = [
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "Cache-Control", value: "private, no-store" },
  { key: "X-Robots-Tag", value: "noindex" },
] as const;

/** Where mails lead with a token in the path. */
export const secretAddresses = "/:page(verify-email|reset-password|change-email|invitation)/:token";
