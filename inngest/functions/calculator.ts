import type { Inngest, InngestFunction } from "inngest";
import { consumerFunction } from "../consumer-function";
import { portfolioConsumer, priceConsumer, retargetConsumer } from "../consumers/portfolio";

/** Portfolios are calculated anew when their machines change, and all of them when the market does. */
export const calculatorFunctions = (client: Inngest.Any): readonly InngestFunction.Any[] => [
  consumerFunction(client, portfolioConsumer()),
  consumerFunction(client, priceConsumer()),
  consumerFunction(client, retargetConsumer()),
];
