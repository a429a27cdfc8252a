import { describe, expect, it } from "vitest";
import { passwordProblem } from "./password-problem";

const refused = new Set(["password1", "ann@example.com"]);

describe("passwordProblem", () => {
  it.each([
    "correct horse",
    "aaaaaaaz",
    "        ",
    "12345678",
    "ПарольПа",
    "a".repeat(1024),
    "🔑".repeat(1024),
  ])("asks for no kinds of characters (%#)", (password) => {
    expect(passwordProblem(password, refused)).toBeNull();
  });

  it("counts code points, not code units or bytes", () => {
    expect(passwordProblem("🔑".repeat(7), refused)).toBe("The password must have at least 8 characters.");
    expect(passwordProblem("🔑".repeat(8), refused)).toBeNull();
    expect(passwordProblem("🔑".repeat(1025), refused)).toBe(
      "The password must have at most 1024 characters.",
    );
    expect(passwordProblem("a".repeat(1025), refused)).toBe(
      "The password must have at most 1024 characters.",
    );
  });

  it("refuses the empty password, with which everybody could once sign in", () => {
    expect(passwordProblem("", refused)).toBe("The password must have at least 8 characters.");
  });

  it("refuses listed passwords in any letter case, and only whole ones", () => {
    const known = "This password is known to attackers; choose another.";
    expect(passwordProblem("PassWord1", refused)).toBe(known);
    expect(passwordProblem("Ann@Example.com", refused)).toBe(known);
    expect(passwordProblem("password1 ", refused)).toBeNull();
  });

  it("refuses lone surrogates, which would all be hashed alike", () => {
    expect(passwordProblem("abcdefgh\ud800", refused)).toContain("cannot be stored");
  });
});
