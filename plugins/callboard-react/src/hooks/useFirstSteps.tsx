import { useCallback, useMemo, useEffect } from 'react';
import type { Me } from '@callboard/plugin-callboard-common';
import { usePersonalSetting } from './usePersonalSetting';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';

/** A first step for a new person, completed once. @public */
export type FirstStep =
  /** Open the board of a project. */
  | 'board'
  /** Create or change a work item. */
  | 'item'
  /** Search for something. */
  | 'find'
  /** Look a person up. */
  | 'people'
  /** Ask a person for access. */
  | 'access'
  /** Add a member to a workspace. */
  | 'invite'
  /** Link a department to a project or workspace. */
  | 'link'
  | 'tracker';

/**
 * The three first steps for a person, depending on their permissions in the workspace of the home
 * page.
 *
 * @public
 */
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

/**
 * The first steps that the signed-in person has completed. They are stored per person in the
 * portal's user settings.
 *
 * @public
 */
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

/**
 * Records a step as completed when it is rendered. It is a component instead of a hook, so that the
 * surrounding page does not render again.
 *
 * @public
 */
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
