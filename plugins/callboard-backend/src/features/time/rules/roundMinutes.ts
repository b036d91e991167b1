/**
 * Rounds minutes to the nearest multiple of a step, but to at least one step, so that no time is
 * rounded away. Rounds half a step up.
 *
 * @param minutes - whole, at least 1
 * @param step - 0 leaves them as they are
 */
export function roundMinutes(minutes: number, step: number): number {
  return step === 0
    ? minutes
    : Math.max(step, Math.round(minutes / step) * step);
}
