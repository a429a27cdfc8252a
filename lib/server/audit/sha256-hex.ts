import { createHash } from "node:crypto";

/** sha256 of a text's UTF-8 bytes in lower-case hex, as `lib/domain/audit` wants it. */
export const sha256Hex = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
