/**
 * Ends the process with a sentence on a Node that is too old. Imports nothing: an old Node stops at the import of what
 * it does not know, with words nobody understands.
 */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`✗ HashInsight needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}
