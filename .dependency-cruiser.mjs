/*
 * The floors of the house: a room imports only from floors below it.
 * app -> components -> lib/modules -> lib/server -> db -> lib/domain; inngest -> lib/modules.
 */

const test = "\\.test\\.(ts|mjs)$";

const floor = (name, from, forbidden, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: test },
  to: { path: forbidden },
});

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    floor(
      "domain-imports-nothing-else",
      "^lib/domain",
      "^(app|components|lib/(?!domain)|db|inngest|scripts|proxy\\.ts)",
      "lib/domain is pure",
    ),
    {
      name: "domain-imports-no-package",
      comment: "lib/domain runs in browser, server, worker and bench",
      severity: "error",
      from: { path: "^lib/domain", pathNot: test },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown", "core"],
      },
    },
    floor(
      "spreadsheet-knows-no-module",
      "^lib/spreadsheet",
      "^(app|components|lib/(modules|server|browser)|db|inngest)",
      "lib/spreadsheet reads and writes tables as files, in browser, server and worker; it knows nothing else",
    ),
    floor("db-below-server", "^db", "^(app|components|lib/(?!domain)|inngest)", "db imports only lib/domain"),
    floor(
      "server-below-modules",
      "^lib/server",
      "^(app|components|lib/(modules|browser)|inngest)",
      "lib/server knows no module",
    ),
    floor(
      "modules-below-components",
      "^lib/modules",
      "^(app|components|lib/browser|inngest)",
      "modules know no screen",
    ),
    floor(
      "browser-is-plumbing",
      "^lib/browser",
      "^(app|components|lib/(modules|server)|db|inngest)",
      "lib/browser knows no module",
    ),
    floor("components-below-app", "^components", "^(app|inngest)", "components know no route"),
    {
      name: "components-reach-no-server",
      comment: "components import a module's actions and schema, and types of its queries",
      severity: "error",
      from: { path: "^components", pathNot: test },
      to: {
        path: "^(db|lib/server|lib/modules/.*/(queries|commands|events))",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "kits-know-no-module",
      comment: "ui, charts, forms, tables and shell are kits",
      severity: "error",
      from: { path: "^components/(ui|charts|forms|tables)" },
      to: { path: "^(lib/modules|components/(?!(ui|charts|forms|tables|shell)))" },
    },
    {
      name: "modules-read-each-other-through-queries-and-schema",
      severity: "error",
      from: { path: "^lib/modules/([^/]+)/", pathNot: test },
      to: {
        path: "^lib/modules/",
        pathNot: ["^lib/modules/$1/", "/(queries|schema)\\.ts$", "/(queries|schema)/"],
      },
    },
    {
      name: "next-only-at-the-door",
      comment: "below app only action.ts, page.ts, route.ts and components may know the framework",
      severity: "error",
      from: { path: "^(lib|db|inngest)", pathNot: "^lib/server/(action|page|route)\\.ts$" },
      to: { path: "^(node_modules/)?next(/|$)" },
    },
    {
      name: "next-auth-in-one-place",
      comment: "the handler and the cookie are all that know next-auth, so that it can be replaced",
      severity: "error",
      from: { pathNot: "^lib/(modules/auth/next-auth|server/identity/session-cookie)\\.ts$" },
      to: { path: "^(node_modules/)?next-auth(/|$)" },
    },
    {
      name: "client-components-reach-no-next-server",
      severity: "error",
      from: { path: "^components" },
      to: { path: "^node_modules/next/(headers|server)" },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(node_modules|\\.next|\\.test|\\.data|coverage)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
