/**
 * Milliseconds that a route handler takes for the same body, call by call, in this process: from the request object
 * to the finished response.
 *
 * @throws Error when an answer is not 200.
 */
export async function handlerSamples(
  handle: (request: Request) => Promise<Response>,
  body: string,
  calls: { readonly warm: number; readonly timed: number },
): Promise<number[]> {
  const samples: number[] = [];
  for (let call = 0; call < calls.warm + calls.timed; call += 1) {
    const request = new Request("http://127.0.0.1/api", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const started = performance.now();
    const response = await handle(request);
    await response.text();
    const elapsedMs = performance.now() - started;
    if (response.status !== 200) throw new Error(`the measured handler answered ${response.status}`);
    if (call >= calls.warm) samples.push(elapsedMs);
  }
  return samples;
}
