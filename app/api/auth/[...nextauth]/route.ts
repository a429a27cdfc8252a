import { answerNextAuth } from "@/lib/modules/auth/next-auth";
import { nextAuthReadContract, nextAuthWriteContract } from "@/lib/modules/auth/sign-in/api-contract";
import { defineForeignRoute } from "@/lib/server/foreign-route";

export const GET = defineForeignRoute(nextAuthReadContract, ({ viewer, params, request }) =>
  answerNextAuth(viewer, params.nextauth, request),
);

export const POST = defineForeignRoute(nextAuthWriteContract, ({ viewer, params, request }) =>
  answerNextAuth(viewer, params.nextauth, request),
);
