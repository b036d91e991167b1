import { useCallback, useState } from 'react';
import { useIsMounted } from '../hooks/useIsMounted';
import { useToast } from './ToastCenter';

/**
 * Collects the errors of changes that the page shows before the server responds. After the person
 * has left the page, a message shows the error instead: otherwise, they would believe that the
 * change is saved.
 *
 * @internal
 */
export function useChangeProblems(): {
  /** The errors as one text; undefined without errors. */
  problem: string | undefined;
  /** @param title - a sentence such as "Payments was not moved." */
  report: (title: string, description: string) => void;
  dismiss: () => void;
} {
  const notify = useToast();
  const isMounted = useIsMounted();
  const [problems, setProblems] = useState<readonly string[]>([]);
  return {
    problem: problems.length > 0 ? problems.join(' ') : undefined,
    report: useCallback(
      (title, description) => {
        if (isMounted.current) {
          setProblems(old => [...old, `${title} ${description}`]);
        } else {
          notify({ status: 'danger', title, description });
        }
      },
      [notify, isMounted],
    ),
    dismiss: useCallback(() => setProblems([]), []),
  };
}
