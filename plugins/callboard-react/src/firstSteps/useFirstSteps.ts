import { useCallback, useMemo } from 'react';
import { usePersonalSetting } from '../hooks/usePersonalSetting';
import type { FirstStep } from './FirstStep';

const read = (stored: unknown): string[] =>
  Array.isArray(stored) ? stored.map(String) : [];

/**
 * What of the first steps the signed-in person has done, kept for each person
 * with the settings of the portal.
 *
 * @public
 */
export function useFirstSteps(): {
  /** Undefined until it is known. */
  done: ReadonlySet<string> | undefined;
  /** Notes that a step is done; nothing where it is already. */
  note: (step: FirstStep) => void;
} {
  const { value, update } = usePersonalSetting('callboard.first-steps', read);
  const done = useMemo(() => value && new Set(value), [value]);
  const note = useCallback(
    (step: FirstStep) =>
      update(steps => (steps.includes(step) ? steps : [...steps, step])),
    [update],
  );
  return { done, note };
}
