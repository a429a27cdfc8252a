/** One directive of a content security policy, its name first; "" when the policy has none of that name. */
export function directive(policy: string, name: string): string {
  return policy.split("; ").find((part) => part.startsWith(`${name} `)) ?? "";
}
