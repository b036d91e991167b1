import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Department } from '@callboard/plugin-callboard-common';
import { UndoSnackbar } from '@callboard/plugin-callboard-react';
import { useCallback, useState, type ReactNode } from 'react';
import { callboardDepartmentsTranslationRef } from '../translation';
import { useDepartmentProblem } from './useDepartmentProblem';
import { useMoveDepartment, type Move } from './useMoveDepartment';

/** A move that can be taken back. */
interface Done {
  /** The department as it is now. */
  department: Department;
  /** Where it was. */
  parentId: string | null;
}

/** Moves departments, offers to take it back, and says what went wrong. */
export function useMoves(slug: string): {
  move: (move: Move) => void;
  /** Why the last move failed. */
  problem: string | undefined;
  dismiss: () => void;
  /** What offers to take the last move back. */
  undo: ReactNode;
} {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const problemOf = useDepartmentProblem();
  const { mutate, error, variables, reset } = useMoveDepartment(slug);
  const [done, setDone] = useState<Done>();

  const move = useCallback(
    ({ department, parentId }: Move) => {
      setDone(undefined);
      mutate(
        { department, parentId },
        {
          onSuccess: saved =>
            setDone({ department: saved, parentId: department.parent_id }),
        },
      );
    },
    [mutate],
  );

  return {
    move,
    problem: error
      ? `${t('move.failed', { name: variables!.department.name })} ${problemOf(
          error,
        )}`
      : undefined,
    dismiss: reset,
    undo: done && (
      <UndoSnackbar
        key={`${done.department.id} ${done.department.version}`}
        message={t('move.done', { name: done.department.name })}
        onUndo={() => mutate(done)}
        onClose={() => setDone(undefined)}
      />
    ),
  };
}
