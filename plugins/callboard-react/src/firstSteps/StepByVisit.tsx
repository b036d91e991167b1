import { useEffect } from 'react';
import type { FirstStep } from './FirstStep';
import { useFirstSteps } from './useFirstSteps';

/**
 * Notes that a step is done by being where this is drawn. It is a component, so
 * that the page around it is not drawn again for that.
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
