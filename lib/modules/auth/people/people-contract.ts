import { z } from "zod";
import { defineContract } from "@/lib/server/contract";
import { inviteInput } from "./inputs";
import { mailLimit } from "./limits";
import { loginListSchema, loginsQuerySchema } from "./logins";
import { explanationSchema, peopleListSchema, peopleQuerySchema, personParams, personSchema } from "./schema";

const tag = "People";

export const peopleContract = defineContract({
  method: "GET",
  path: "/api/people",
  tag,
  summary: "List people and open invitations",
  description:
    "Owners and admins see the company, site managers and operators those who share a site with them. Sign-ins and second factors are null for viewers who may not see them.",
  permission: "auth:read_people",
  query: peopleQuerySchema,
  result: peopleListSchema,
});

export const personContract = defineContract({
  method: "GET",
  path: "/api/people/{id}",
  tag,
  summary: "One person's place in the company",
  permission: "auth:read_people",
  params: personParams,
  result: personSchema,
});

export const explainContract = defineContract({
  method: "GET",
  path: "/api/people/{id}/permissions",
  tag,
  summary: "What a person may do, and why",
  permission: "auth:read_people",
  params: personParams,
  result: explanationSchema,
});

const invitedSchema = z.strictObject({ invitationId: z.uuid() });

export const inviteContract = defineContract({
  method: "POST",
  path: "/api/people/invitations",
  tag,
  summary: "Invite somebody by mail",
  description:
    "The link works once, for seven days. Which roles and sites one may give follows from one's own role.",
  permission: "auth:invite_people",
  rateLimit: mailLimit,
  body: inviteInput,
  result: invitedSchema,
  alsoAnswers: { 201: "The invitation was made" },
  exampleBody: { email: "colleague@example.com", role: "operator", siteIds: [] },
});

export const revokeInvitationContract = defineContract({
  method: "DELETE",
  path: "/api/people/invitations/{id}",
  tag,
  summary: "Take an invitation back",
  permission: "auth:invite_people",
  params: personParams,
  result: invitedSchema,
});

export const loginsContract = defineContract({
  method: "GET",
  path: "/api/logins",
  tag,
  summary: "Who tried to sign in when, from where, with which outcome",
  permission: "auth:read_logins",
  query: loginsQuerySchema,
  result: loginListSchema,
});
