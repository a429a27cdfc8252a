import { personContract } from "@/lib/modules/auth/people/people-contract";
import { getPerson } from "@/lib/modules/auth/people/queries/get-person";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(personContract, ({ viewer, params }) => getPerson(viewer, params.id));
