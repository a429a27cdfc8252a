import "server-only";
import { z } from "zod";

const clientData = z.object({ challenge: z.string().min(1).max(200) });

/**
 * The word that an authenticator's answer says it answers to, by which the question is found again; null when it says
 * none. It is not believed: the question must stand in the table, and the signature is over this very word.
 */
export function answeredWord(clientDataJson: string): string | null {
  try {
    const parsed = clientData.safeParse(
      JSON.parse(Buffer.from(clientDataJson, "base64url").toString("utf8")),
    );
    return parsed.success ? parsed.data.challenge : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
