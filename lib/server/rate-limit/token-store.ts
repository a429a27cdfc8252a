/** A bucket that holds `capacity` tokens at most and refills evenly, all of it in one minute. */
export interface BucketShape {
  readonly capacity: number;
}

/** What was taken out of a bucket. */
export interface Grant {
  /** Whole tokens, none up to as many as were wanted. */
  readonly granted: number;
  /** Until there is a token again; 0 when some were granted. */
  readonly waitMs: number;
}

/** Where buckets are kept. */
export interface TokenStore {
  readonly name: string;
  /**
   * Takes up to `wanted` tokens; a bucket that was not there is full.
   *
   * @throws when the store does not answer in time: nothing is known then.
   */
  take(key: string, wanted: number, shape: BucketShape): Promise<Grant>;
}
