/*
 * Coefficients of PPND16, highest power first: near the middle and in the tails.
 * Michael Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37 (1988).
 */
const SPLIT = 0.425;
const MIDDLE_SHIFT = 0.180625;
const TAIL_SHIFT = 1.6;

function middle(offset: number): number {
  const r = MIDDLE_SHIFT - offset * offset;
  const above =
    ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
      45921.953931549871457) *
      r +
      13731.693765509461125) *
      r +
      1971.5909503065514427) *
      r +
      133.14166789178437745) *
      r +
    3.387132872796366608;
  const below =
    ((((((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.89580009271061) * r +
      21213.794301586595867) *
      r +
      5394.1960214247511077) *
      r +
      687.1870074920579083) *
      r +
      42.313330701600911252) *
      r +
    1;
  return (offset * above) / below;
}

function tail(probability: number): number {
  const r = Math.sqrt(-Math.log(probability)) - TAIL_SHIFT;
  const above =
    ((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
      1.27045825245236838258) *
      r +
      3.64784832476320460504) *
      r +
      5.7694972214606914055) *
      r +
      4.6303378461565452959) *
      r +
    1.42343711074968357734;
  const below =
    ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
      0.14810397642748007459) *
      r +
      0.68976733498510000455) *
      r +
      1.6763848301838038494) *
      r +
      2.05319162663775882187) *
      r +
    1;
  return above / below;
}

/**
 * The standard normal value below which a share `probability` of all values lies, to about 1 part in 10^15.
 *
 * @param probability 1e-10 < p < 1 - 1e-10, not checked: this is the innermost loop. A generator of 32 bits stays
 * inside (2^-33 = 1.16e-10).
 * @see Algorithm AS 241, PPND16
 */
export function normalQuantile(probability: number): number {
  const offset = probability - 0.5;
  if (offset >= -SPLIT && offset <= SPLIT) return middle(offset);
  return offset < 0 ? -tail(probability) : tail(1 - probability);
}
