/**
 * Turns work on many items at once into a function of one: what is asked for while a batch is under way makes up the
 * next. With little to do each item is a batch of its own and waits for nothing.
 *
 * @param work answers in the order of its items; when it fails, all of them fail.
 */
export function gather<Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let isWorking = false;

  async function workOff(): Promise<void> {
    isWorking = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const answers = await work(batch.map(({ item }) => item));
        for (const [place, answer] of answers.entries()) batch[place]?.resolve(answer);
        if (answers.length !== batch.length)
          throw new Error(`${batch.length} items, ${answers.length} answers`);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWorking = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isWorking) void workOff();
    });
}
