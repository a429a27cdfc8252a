import { commonPasswords } from "@/lib/server/passwords/common-passwords";

const ownWordsMin = 3;

/**
 * Passwords that attackers try first: the most common ones, this product's name, and the person's own name and
 * addresses, whole and in parts, alone and written twice or with a digit. In lower case, as `passwordProblem` wants them.
 */
export function refusedPasswords(personal: readonly (string | null)[]): ReadonlySet<string> {
  const words = new Set(["hashinsight"]);
  for (const text of personal) {
    if (text === null) continue;
    const whole = text.toLowerCase();
    const parts = whole.split(/[\s@._+-]+/);
    for (const word of [whole, whole.split("@", 1)[0] ?? "", parts.join(""), parts.join(" "), ...parts]) {
      if (word.length >= ownWordsMin) words.add(word);
    }
  }
  const refused = new Set(commonPasswords);
  for (const word of words) {
    for (const form of [word, word + word, ...endings.map((ending) => word + ending)]) refused.add(form);
  }
  return refused;
}

const endings = ["1", "12", "123", "1234", "12345", "123456", "!", "1!", "123!"];
