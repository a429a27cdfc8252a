import type { SQL } from "drizzle-orm";

/** One kind of row that is kept about people. */
export interface StoredPart {
  /** Its name in the export. */
  readonly part: string;
  readonly table: string;
  /** Columns that hold the person's id: a row is about them when one of these says so. */
  readonly by: readonly string[];
  /** Rows that are theirs in another way. */
  readonly also?: (person: StoredPerson) => SQL;
  /** What the export says of a row. */
  readonly columns: readonly string[];
  /** Columns that it leaves out, and why. */
  readonly withheld: Readonly<Record<string, string>>;
  /** What becomes of the rows when the person is erased. */
  readonly erasure: "deleted" | "emptied" | { readonly keptBecause: string };
}

/** Whom a row may be about. */
export interface StoredPerson {
  readonly userId: string;
  /** In lower case; null once it is gone. */
  readonly email: string | null;
}
