/** The password of all demo people. They exist beside the embedded database only, which listens on loopback. */
export const demoPassword = "demo-hashrate-2026";

/**
 * One login for each role, and a second customer; apart from demo.ts because the launcher shows them.
 *
 * @type {readonly { email: string, name: string, role: string, sites: readonly string[] }[]}
 */
export const demoLogins = [
  { email: "owner@demo.example", name: "Olivia Berg", role: "owner", sites: [] },
  { email: "admin@demo.example", name: "Adam Lind", role: "admin", sites: [] },
  { email: "site@demo.example", name: "Signe Holm", role: "site_manager", sites: ["Boden"] },
  { email: "operator@demo.example", name: "Oskar Dahl", role: "operator", sites: ["Boden"] },
  { email: "sales@demo.example", name: "Sara Ek", role: "sales", sites: [] },
  { email: "customer@demo.example", name: "Clara Nyström", role: "customer", sites: [] },
  { email: "customer2@demo.example", name: "Carl Åberg", role: "customer", sites: [] },
  { email: "guest@demo.example", name: "Gustav Vik", role: "guest", sites: [] },
];
