import { requireNode } from "./launcher/node-version.mjs";

requireNode();
const { makeOwner } = await import("./launcher/make-owner.mjs");
process.exitCode = await makeOwner(process.argv.slice(2));
