import { describe, expect, it } from "vitest";
import { LatestWorker, type WorkerReply, type WorkerRequest } from "./latest-worker";

type Question = WorkerRequest<string>;

/** A worker that answers when the test says so. */
class ScriptedWorker extends EventTarget {
  readonly asked: Question[] = [];
  isTerminated = false;
  postMessage(question: Question): void {
    this.asked.push(question);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  reply(reply: WorkerReply<string>): void {
    this.dispatchEvent(new MessageEvent("message", { data: reply }));
  }
  answer(index: number): void {
    const question = this.asked[index];
    if (question === undefined) throw new Error(`question ${index} was not asked`);
    this.reply({ id: question.id, kind: "answer", answer: `${question.request}!` });
  }
  break(message: string): void {
    this.dispatchEvent(Object.assign(new Event("error", { cancelable: true }), { message }));
  }
}

function setUp() {
  const started: ScriptedWorker[] = [];
  const heard: string[] = [];
  const worker = new LatestWorker<string, string>(
    () => {
      const scripted = new ScriptedWorker();
      started.push(scripted);
      return scripted as unknown as Worker;
    },
    {
      onAnswer: (request, answer) => heard.push(`${request} -> ${answer}`),
      onFailure: (request, message) => heard.push(`${request} failed: ${message}`),
    },
  );
  const nth = (index: number): ScriptedWorker => {
    const one = started[index];
    if (one === undefined) throw new Error(`worker ${index} was not started`);
    return one;
  };
  return { worker, started, heard, nth };
}

describe("a worker of which only the newest question counts", () => {
  it("starts with the first question and answers it", () => {
    const { worker, started, heard, nth } = setUp();
    expect(started).toHaveLength(0);
    worker.ask("a");
    nth(0).answer(0);
    expect(heard).toEqual(["a -> a!"]);
  });

  it("computes one at a time and skips what was overtaken", () => {
    const { worker, heard, nth } = setUp();
    for (const question of ["a", "b", "c"]) worker.ask(question);
    expect(nth(0).asked.map(({ request }) => request)).toEqual(["a"]);
    nth(0).answer(0);
    expect(heard).toEqual([]);
    nth(0).answer(1);
    expect(nth(0).asked.map(({ request }) => request)).toEqual(["a", "c"]);
    expect(heard).toEqual(["c -> c!"]);
  });

  it("says what a computation threw and goes on", () => {
    const { worker, heard, nth } = setUp();
    worker.ask("a");
    nth(0).reply({ id: 1, kind: "failed", message: "quantity must be > 0" });
    worker.ask("b");
    nth(0).answer(1);
    expect(heard).toEqual(["a failed: quantity must be > 0", "b -> b!"]);
  });

  it("says that the worker died and starts another for the next question", () => {
    const { worker, started, heard, nth } = setUp();
    worker.ask("a");
    nth(0).break("");
    expect(nth(0).isTerminated).toBe(true);
    worker.ask("b");
    nth(1).answer(0);
    expect(started).toHaveLength(2);
    expect(heard).toEqual(["a failed: the worker could not be loaded", "b -> b!"]);
  });

  it("fails in words where no worker can be made at all", () => {
    const heard: string[] = [];
    const worker = new LatestWorker<string, string>(
      () => {
        throw new Error("workers are switched off");
      },
      { onAnswer: () => heard.push("answer"), onFailure: (_, message) => heard.push(message) },
    );
    worker.ask("a");
    expect(heard).toEqual(["workers are switched off"]);
  });

  it("is silent once closed", () => {
    const { worker, heard, nth } = setUp();
    worker.ask("a");
    worker.close();
    nth(0).answer(0);
    expect(heard).toEqual([]);
    expect(nth(0).isTerminated).toBe(true);
  });
});
