import { comparedSlugs } from "@/components/catalogue/compared";
import type { UrlCodec } from "@/lib/browser/url-state";

export interface CompareState {
  /** As asked, known or not. */
  readonly slugs: readonly string[];
  /** `null` while no allowed price is typed. */
  readonly electricityUsdPerKwh: number | null;
}

const electricityUsdPerKwhStart = 0.06;

/** A comparison in a link: `?m=antminer-s21-xp,antminer-s21&p=0.045`; the power price only when it is not 0.06. */
export const compareCodec: UrlCodec<CompareState> = {
  read: (search) => {
    const params = new URLSearchParams(search);
    return { slugs: comparedSlugs(params.get("m")), electricityUsdPerKwh: priceOf(params.get("p")) };
  },
  write: ({ slugs, electricityUsdPerKwh }) => {
    const parts = slugs.length === 0 ? [] : [`m=${slugs.map(encodeURIComponent).join(",")}`];
    if (electricityUsdPerKwh === null) parts.push("p=");
    else if (electricityUsdPerKwh !== electricityUsdPerKwhStart) parts.push(`p=${electricityUsdPerKwh}`);
    return parts.length === 0 ? "" : `?${parts.join("&")}`;
  },
};

/** The price a link names, 0..1 USD/kWh; none for an empty one, the starting price for one that is not allowed. */
function priceOf(text: string | null): number | null {
  if (text === "") return null;
  const price = text !== null && /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  return price >= 0 && price <= 1 ? price : electricityUsdPerKwhStart;
}
