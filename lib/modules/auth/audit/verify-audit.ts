import "server-only";
import { recordVerification } from "@/lib/modules/auth/audit/commands";
import type { VerificationLine } from "@/lib/modules/auth/audit/schema";
import { verifyTrail } from "@/lib/server/audit/verify-trail";
import { log } from "@/lib/server/log";
import type { StreamAnswer } from "@/lib/server/stream-route";
import { authorizeUser, companyOf, type Viewer } from "@/lib/server/viewer";

interface GivenHead {
  readonly sequence?: number | undefined;
  readonly hash?: string | undefined;
}

/** Verifies the company's trail and tells meanwhile how far it is. Stops when nobody reads any more. */
export function verifyAudit(viewer: Viewer, { sequence, hash }: GivenHead): StreamAnswer {
  const actor = authorizeUser(viewer, "auth:read_audit");
  const orgId = companyOf(actor);
  const given = sequence === undefined || hash === undefined ? undefined : { sequence, hash };
  const left = new AbortController();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: VerificationLine) => {
        if (!left.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      try {
        const report = await verifyTrail(actor, orgId, {
          given,
          signal: left.signal,
          onProgress: (done, total) => say({ type: "progress", done, total }),
        });
        await recordVerification(actor, report);
        say({ type: "report", ...report });
      } catch (error) {
        if (left.signal.aborted) return;
        log.error({ err: error, requestId: actor.request.id }, "verification of the audit trail failed");
        say({
          type: "failed",
          message: "The trail could not be read to its end.",
          requestId: actor.request.id,
        });
      }
      if (!left.signal.aborted) controller.close();
    },
    cancel() {
      left.abort();
    },
  });
  return { body, contentType: "application/x-ndjson" };
}
