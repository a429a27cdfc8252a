import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { askAnew } from "./ask-anew";

it("an answer that was under way before the change does not stand for it, not even the first one", async () => {
  const client = new QueryClient();
  const answers: ((name: string) => void)[] = [];
  const queryKey = ["me"];
  const observer = new QueryObserver<string>(client, {
    queryKey,
    queryFn: () => new Promise((resolve) => answers.push(resolve)),
  });
  const end = observer.subscribe(() => {});
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  const asked = askAnew(client, queryKey);
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[0]?.("before");
  answers[1]?.("after");
  await asked;
  expect(observer.getCurrentResult()).toMatchObject({ status: "success", data: "after" });
  end();
});
