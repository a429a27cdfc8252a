import type { UncertaintyQuestion } from "@/components/calculator/uncertainty/uncertainty-question";
import { answerRequests } from "@/lib/browser/answer-requests";
import { summarizePaths, type UncertaintyAnswer } from "@/lib/domain/uncertainty/summarize-paths";

answerRequests<UncertaintyQuestion, UncertaintyAnswer>(({ inputs, views, settings }) =>
  summarizePaths(inputs, views, settings),
);
