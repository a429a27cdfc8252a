"use server";

import { defineAction } from "@/lib/server/action";
import { discardDeadLetters, replayDeadLetters } from "./commands/dead-letters";
import { pauseFunction, resumeFunction } from "./commands/pause-function";
import { discardInput, lettersInput, pauseInput, resumeInput } from "./schema";

export const replayDeadLettersAction = defineAction({
  name: "replayDeadLetters",
  permission: "events:retry",
  input: lettersInput,
  run: replayDeadLetters,
});

export const discardDeadLettersAction = defineAction({
  name: "discardDeadLetters",
  permission: "events:discard",
  input: discardInput,
  run: discardDeadLetters,
});

export const pauseFunctionAction = defineAction({
  name: "pauseFunction",
  permission: "events:pause_functions",
  input: pauseInput,
  run: pauseFunction,
});

export const resumeFunctionAction = defineAction({
  name: "resumeFunction",
  permission: "events:pause_functions",
  input: resumeInput,
  run: resumeFunction,
});
