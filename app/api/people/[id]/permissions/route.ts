import { explainContract } from "@/lib/modules/auth/people/people-contract";
import { explainPerson } from "@/lib/modules/auth/people/queries/explain-person";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(explainContract, ({ viewer, params }) => explainPerson(viewer, params.id));
