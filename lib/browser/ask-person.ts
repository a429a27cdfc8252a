/** What the frame can be asked to put before the person, whatever the screen. */
export type PersonRequest =
  /** Prove anew who you are; `settle` is told whether they did. */
  | { readonly kind: "confirm_identity"; readonly settle: (isConfirmed: boolean) => void }
  /** Something was refused because nobody is signed in (any more). */
  | { readonly kind: "signed_out" };

type Answer = (request: PersonRequest) => void;

let answer: Answer | null = null;
const waiting: PersonRequest[] = [];

/** Connects the frame; what was asked before it stood is answered now. */
export function answerPersonRequests(next: Answer): () => void {
  answer = next;
  for (const request of waiting.splice(0)) next(request);
  return () => {
    answer = null;
  };
}

function ask(request: PersonRequest): void {
  if (answer === null) waiting.push(request);
  else answer(request);
}

/** Whether the person proved anew who they are: opens the dialog for it and waits. */
export function askToConfirm(): Promise<boolean> {
  return new Promise((settle) => ask({ kind: "confirm_identity", settle }));
}

/** Says that the server takes the person for a visitor; the frame asks it once more and tells the person. */
export function reportSignedOut(): void {
  ask({ kind: "signed_out" });
}
