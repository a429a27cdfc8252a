/**
 * What an act answers and the processor time of this process, all threads together, that it took in ms. Unlike the
 * clock it does not depend on what else the machine does.
 */
export async function withCpuTime<Result>(
  act: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly cpuMs: number }> {
  const before = process.cpuUsage();
  const result = await act();
  const { user, system } = process.cpuUsage(before);
  return { result, cpuMs: (user + system) / 1000 };
}
