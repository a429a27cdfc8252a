import { requireNode } from "./launcher/node-version.mjs";

requireNode();
const { launch } = await import("./launcher/launch.mjs");
await launch("production");
