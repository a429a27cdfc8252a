import { type InputProblem, noteProblem, throwFirstProblem } from "../mining/check-inputs";
import { inputLimits } from "../mining/input-limits";
import { SEED_LIMIT } from "../uncertainty/simulation-settings";
import type { CurtailmentRequest } from "./fleet";

const STRATEGIES: ReadonlySet<string> = new Set(["efficiency", "proportional", "random", "unprofitable"]);
const BASES: ReadonlySet<string> = new Set(["power", "machines"]);

/** Every broken rule of a request, in reading order; empty when a plan can be made of it. */
export function findCurtailmentProblems(request: CurtailmentRequest): InputProblem[] {
  const problems: InputProblem[] = [];
  if (!STRATEGIES.has(request.strategy)) {
    const rule = `one of ${[...STRATEGIES].join(", ")}`;
    problems.push({ field: "strategy", value: request.strategy, rule });
  }
  if (!BASES.has(request.basis)) {
    problems.push({ field: "basis", value: request.basis, rule: 'either "power" or "machines"' });
  }
  noteProblem(problems, "", "shareRatio", request.shareRatio, inputLimits.curtailmentRatio);
  noteProblem(problems, "", "seed", request.seed, SEED_LIMIT);
  return problems;
}

/** @throws {DomainError} on the first broken rule of the request. */
export function requireValidCurtailment(request: CurtailmentRequest): void {
  throwFirstProblem(findCurtailmentProblems(request));
}
