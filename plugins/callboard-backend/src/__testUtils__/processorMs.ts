/**
 * The processor time that this process has used, in milliseconds. Unlike elapsed time, it does not
 * grow while other processes have the processor.
 */
export function readProcessorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
