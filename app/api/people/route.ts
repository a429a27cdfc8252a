import { peopleContract } from "@/lib/modules/auth/people/people-contract";
import { listPeople } from "@/lib/modules/auth/people/queries/list-people";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(peopleContract, ({ viewer, query }) => listPeople(viewer, query));
