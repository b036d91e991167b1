/**
 * Minutes as the nearest multiple of a step, but at least one: what took any time
 * is never rounded away. Half a step is rounded up.
 *
 * @param minutes - whole, at least 1
 * @param step - 0 leaves them as they are
 */
export function roundMinutes(minutes: number, step: number): number {
  return step === 0
    ? minutes
    : Math.max(step, Math.round(minutes / step) * step);
}
