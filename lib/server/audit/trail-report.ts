import type { ChainDamageKind } from "@/lib/domain/audit/chain-damage";

/** One thing that is wrong with a trail. */
export interface TrailDamage {
  /**
   * Beyond what can be wrong with a chain: "forged_head", a head that no key of this deployment signed or that the
   * chain does not have; "rewritten", entries other than those vouched for by a head noted outside the database;
   * "unsigned", seals without a signed head.
   */
  readonly kind: ChainDamageKind | "forged_head" | "rewritten" | "unsigned";
  readonly sequence: number;
  readonly lastSequence: number;
  /** A sentence. */
  readonly message: string;
}

/** Where the head came from against which a trail was checked. */
export type HeadSource = "database" | "outside" | "given";

/** What was found about a company's trail. */
export interface TrailReport {
  readonly companyId: string;
  readonly checkedAt: string;
  /** True without any damage. */
  readonly isWhole: boolean;
  /** The first 200; `damageCount` counts all. */
  readonly damages: readonly TrailDamage[];
  readonly damageCount: number;
  /** What could not be checked, or wants attention: sentences. */
  readonly warnings: readonly string[];
  readonly entriesChecked: number;
  readonly headsChecked: number;
  /** Sequence of the head that was checked against; 0 when nothing is sealed. */
  readonly sealedUpTo: number;
  readonly unsealedCount: number;
  /** Null when every entry is sealed. */
  readonly oldestUnsealedSeconds: number | null;
  /** The head to note down; null when nothing is sealed. */
  readonly head: {
    readonly sequence: number;
    readonly hash: string;
    /** Null for a head that the person gave. */
    readonly signedAt: string | null;
    readonly keyId: string | null;
    readonly source: HeadSource;
  } | null;
  /** Heads noted outside the database; null when there is no copy where this process can read it. */
  readonly outsideHeads: number | null;
  readonly tookSeconds: number;
}
