import type { FieldProblem } from "@/lib/browser/fetch-json";

/** What stands in a form, by the names of its fields. */
export interface FormValues {
  /** A field's text as typed; empty when the form has no such field. */
  readonly text: (name: string) => string;
  /** Whether a box is ticked. */
  readonly isTicked: (name: string) => boolean;
  /** Every choice ticked under one name. */
  readonly all: (name: string) => readonly string[];
}

/** Reads a form as it stands, including what a password manager put there. */
export function formValues(form: HTMLFormElement): FormValues {
  const data = new FormData(form);
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === "string" ? value : "";
  };
  const all = (name: string) => data.getAll(name).filter((value) => typeof value === "string");
  return { text, isTicked: (name) => data.has(name), all };
}

/** The rules that a form's fields break, in the order of the form. */
export function problemsOfForm(form: HTMLFormElement): readonly FieldProblem[] {
  return [...form.elements].flatMap((element) => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement)) return [];
    const message = element.name === "" ? null : problemOfControl(element);
    return message === null ? [] : [{ field: element.name, message }];
  });
}

/** The first rule that a field breaks, in our words; `null` when it breaks none. */
export function problemOfControl(control: HTMLInputElement | HTMLSelectElement): string | null {
  const { validity } = control;
  if (!control.willValidate || validity.valid) return null;
  if (validity.valueMissing) return control.type === "checkbox" ? "Tick this to go on." : "Fill this in.";
  if (validity.typeMismatch && control.type === "email")
    return "Must be an e-mail address, such as ana@example.com.";
  if (validity.typeMismatch && control.type === "url") return "Must be an address that begins with https://";
  if (control instanceof HTMLInputElement && validity.tooShort)
    return `Must have at least ${control.minLength} characters.`;
  if (validity.patternMismatch && control.title !== "") return control.title;
  return control.validationMessage;
}
