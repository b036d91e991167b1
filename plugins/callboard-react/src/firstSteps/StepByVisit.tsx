import { useEffect } from 'react';
import type { FirstStep } from './FirstStep';
import { useFirstSteps } from './useFirstSteps';

/**
 * Completes a step by being rendered. It is a component, so that the surrounding page does not
 * render again.
 *
 * @public
 */
export function StepByVisit(props: { step: FirstStep }): null {
  const { step } = props;
  const { done, note } = useFirstSteps();
  const isOpen = done !== undefined && !done.has(step);
  useEffect(() => {
    if (isOpen) {
      note(step);
    }
  }, [isOpen, note, step]);
  return null;
}
