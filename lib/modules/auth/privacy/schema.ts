import { z } from "zod";
import { emailInput } from "@/lib/modules/auth/sign-in/schema";
import { defineStreamContract } from "@/lib/server/contract";

export const exportPersonContract = defineStreamContract({
  method: "GET",
  path: "/api/account/export",
  tag: "Account",
  summary: "Everything that is stored about you",
  description:
    "One JSON document with every row that is kept about the person who asks, in whatever company, as a file to save. What is as good as a password is left out, and the document says so.",
  permission: "auth:export_own_data",
  rateLimit: { name: "export-person", requestsPerMinute: () => 10 },
  resultBytes: { contentTypes: ["application/json"], description: "Everything that is stored about you." },
});

/** The person's own e-mail, typed: nobody erases themselves by a slip. */
export const eraseOwnAccountInput = z.strictObject({ email: emailInput });

export const erasePersonInput = z.strictObject({
  userId: z.uuid(),
  /** The e-mail of whoever is to be erased, typed. */
  email: emailInput,
});
