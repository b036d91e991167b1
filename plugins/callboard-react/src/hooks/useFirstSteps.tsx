import { useCallback, useMemo, useEffect } from 'react';
import type { Me } from '@callboard/plugin-callboard-common';
import { usePersonalSetting } from './usePersonalSetting';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';

/** A first step for a new person, completed once. @public */
export type FirstStep =
  | 'board'
  | 'item'
  | 'find'
  | 'people'
  | 'access'
  | 'invite'
  /** Link a department to a project or workspace. */
  | 'link'
  | 'tracker';

/** The three first steps for a person, by their role in the home page's workspace. @public */
export function getFirstSteps(
  { is_super_admin }: Pick<Me, 'is_super_admin'>,
  workspace: Pick<OwnWorkspace, 'role'> | undefined,
): readonly FirstStep[] {
  if (is_super_admin) {
    return ['invite', 'link', 'tracker'];
  }
  switch (workspace?.role) {
    case 'admin':
      return ['invite', 'link', 'board'];
    case 'member':
      return ['board', 'item', 'find'];
    default:
      return ['board', 'people', 'access'];
  }
}

const parseStoredSteps = (stored: unknown): string[] =>
  Array.isArray(stored) ? stored.map(String) : [];

/** The first steps that the person has completed, stored in the portal's settings. @public */
export function useFirstSteps(): {
  /** Undefined while loading. */
  done: ReadonlySet<string> | undefined;
  note: (step: FirstStep) => void;
} {
  const { value, update } = usePersonalSetting(
    'callboard.first-steps',
    parseStoredSteps,
  );
  const done = useMemo(() => value && new Set(value), [value]);
  const note = useCallback(
    (step: FirstStep) =>
      update(steps => (steps.includes(step) ? steps : [...steps, step])),
    [update],
  );
  return { done, note };
}

/** Records a step when rendered; a hook would render the surrounding page again. @public */
export function CompleteStepOnVisit(props: { step: FirstStep }): null {
  const { step } = props;
  const { done, note } = useFirstSteps();
  const isIncomplete = done !== undefined && !done.has(step);
  useEffect(() => {
    if (isIncomplete) {
      note(step);
    }
  }, [isIncomplete, note, step]);
  return null;
}
