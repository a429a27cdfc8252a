/** What the frame can be asked to put before the person, whatever the screen. */
export type Request =
  /** Prove anew who you are; `settle` is told whether they did. */
  | { readonly kind: "confirm_identity"; readonly settle: (isConfirmed: boolean) => void }
  /** Something was refused because nobody is signed in (any more). */
  | { readonly kind: "signed_out" };

let answer: ((request: Request) => void) | null = null;

/** Connects the frame, which answers from then on. */
export function answerRequestsToPerson(next: (request: Request) => void): () => void {
  answer = next;
  return () => {
    answer = null;
  };
}

/** Whether the person proved anew who they are: opens the dialog for it and waits. */
export function askToConfirm(): Promise<boolean> {
  return new Promise((settle) => {
    if (answer === null) settle(false);
    else answer({ kind: "confirm_identity", settle });
  });
}

/** Says that the server takes the person for a visitor; the frame asks it once more and tells the person. */
export function reportSignedOut(): void {
  answer?.({ kind: "signed_out" });
}
