import { handlerSamples } from "./measure/handler-samples";
import { figure, median, percentile } from "./measure/statistics";
import { onMeasuredServer } from "./measured-server";

const calls = 2_000;

/**
 * Time inside the handler of `POST /api/calculate`, market and catalogue in the cache as they are for all but the
 * first caller.
 */
export function measureHandlerTime() {
  return onMeasuredServer(async () => {
    const { POST } = await import("@/app/api/calculate/route");
    const body = JSON.stringify({
      minerModel: "Antminer S21",
      quantity: 100,
      electricityUsdPerKwh: 0.06,
      capexUsd: 400_000,
      projection: { months: 60 },
    });
    const samples = await handlerSamples(POST, body, { warm: 200, timed: calls });
    return {
      calls,
      body: "one model, 60 months of projection",
      p50Ms: figure(median(samples)),
      p95Ms: figure(percentile(samples, 0.95)),
      p99Ms: figure(percentile(samples, 0.99)),
    };
  });
}
