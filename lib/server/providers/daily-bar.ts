import type { ProviderKit } from "./provider-kit";
import type { DailyBar } from "./reading";

interface RawBar {
  readonly openMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBtc: number;
}

const dayMs = 86_400_000;

/**
 * A closed UTC day in our shape.
 *
 * @throws UpstreamError when a price is out of band, the bar does not begin at 00:00 UTC, or the close lies
 *   outside low and high.
 */
export function dailyBar(kit: ProviderKit, raw: RawBar): DailyBar {
  const { openMs, open, high, low, close, volumeBtc } = raw;
  if (openMs % dayMs !== 0) throw kit.shapeError("a daily bar does not begin at 00:00 UTC");
  const bar = {
    dayUtc: kit.dayUtcFromMs(openMs),
    openUsd: kit.inBand(open, "btcCloseUsd"),
    highUsd: kit.inBand(high, "btcCloseUsd"),
    lowUsd: kit.inBand(low, "btcCloseUsd"),
    closeUsd: kit.inBand(close, "btcCloseUsd"),
    volumeBtc: kit.inBand(volumeBtc, "volumeBtc"),
  };
  if (low > Math.min(open, close) || high < Math.max(open, close)) {
    throw kit.shapeError(`the bar of ${bar.dayUtc} has open or close outside low and high`);
  }
  return bar;
}
