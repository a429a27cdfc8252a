import { answerEngine } from "@/inngest/answer-engine";
import { engineCallContract, engineReadContract, engineSyncContract } from "@/inngest/engine-contract";
import { defineForeignRoute } from "@/lib/server/foreign-route";

export const GET = defineForeignRoute(engineReadContract, ({ request }) => answerEngine(request));

export const POST = defineForeignRoute(engineCallContract, ({ request }) => answerEngine(request));

export const PUT = defineForeignRoute(engineSyncContract, ({ request }) => answerEngine(request));
