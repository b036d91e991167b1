import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useToast } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardDepartmentsTranslationRef } from '../translation';
import { useDepartmentProblem } from './useDepartmentProblem';
import { useMoveDepartment, type Move } from './useMoveDepartment';

/** Moves departments, offers to undo it, and reports errors. */
export function useMoves(slug: string): {
  move: (move: Move) => void;
  /** The error of the last move. */
  problem: string | undefined;
  dismiss: () => void;
} {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const getProblem = useDepartmentProblem();
  const { mutate, error, variables, reset } = useMoveDepartment(slug);
  const notify = useToast();

  const move = useCallback(
    ({ department, parentId }: Move) =>
      mutate(
        { department, parentId },
        {
          onSuccess: saved =>
            notify({
              status: 'success',
              title: t('move.done', { name: saved.name }),
              onUndo: () =>
                mutate({ department: saved, parentId: department.parent_id }),
            }),
        },
      ),
    [mutate, notify, t],
  );

  return {
    move,
    problem: error
      ? `${t('move.failed', { name: variables!.department.name })} ${getProblem(
          error,
        )}`
      : undefined,
    dismiss: reset,
  };
}
