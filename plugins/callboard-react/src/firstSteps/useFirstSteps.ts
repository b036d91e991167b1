import { useCallback, useMemo } from 'react';
import { usePersonalSetting } from '../hooks/usePersonalSetting';
import type { FirstStep } from './FirstStep';

const read = (stored: unknown): string[] =>
  Array.isArray(stored) ? stored.map(String) : [];

/**
 * The first steps that the signed-in person has completed. They are stored per person in the
 * portal's user settings.
 *
 * @public
 */
export function useFirstSteps(): {
  /** Undefined while loading. */
  done: ReadonlySet<string> | undefined;
  /** Records a step as completed; does nothing if it already is. */
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
