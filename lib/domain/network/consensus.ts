/** Constants of Bitcoin's consensus rules and the units built on them. Each names its source. */

/**
 * Expected hashes per unit of difficulty, 2^32: the convention every pool and explorer uses.
 * The exact figure is 2^256 / (target of difficulty 1 + 1) = 2^32 x 65536/65535, 15 ppm more.
 * @see https://en.bitcoin.it/wiki/Difficulty
 */
export const HASHES_PER_DIFFICULTY = 4_294_967_296;

/** Intended seconds per block. @see bitcoin/bitcoin src/kernel/chainparams.cpp nPowTargetSpacing */
export const BLOCK_SECONDS = 600;

export const SECONDS_PER_DAY = 86_400;

/** 86,400 / 600. */
export const BLOCKS_PER_DAY = 144;

/** Blocks between two difficulty retargets: two weeks of 600 s. @see chainparams.cpp nPowTargetTimespan */
export const BLOCKS_PER_RETARGET = 2016;

/** Blocks between two halvings. @see chainparams.cpp nSubsidyHalvingInterval */
export const BLOCKS_PER_HALVING = 210_000;

/** Mean month of the Julian year, 30.4375 days: the month of every money formula here. */
export const DAYS_PER_MONTH = 365.25 / 12;

export const DAYS_PER_YEAR = 365.25;

export const MONTHS_PER_YEAR = 12;

/** 144 x 30.4375 = 4,383: a whole number, so that a projected month begins and ends on a block. */
export const BLOCKS_PER_MONTH = BLOCKS_PER_DAY * DAYS_PER_MONTH;

export const HASHES_PER_TERAHASH = 1e12;

export const SATS_PER_BTC = 100_000_000;

/** Least and greatest change of difficulty at one retarget: a quarter to four times, as a ratio. */
export const RETARGET_CHANGE_RATIO_MIN = -0.75;
export const RETARGET_CHANGE_RATIO_MAX = 3;
