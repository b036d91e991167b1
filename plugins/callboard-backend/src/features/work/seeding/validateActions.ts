import { StateGroup } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import {
  ReferenceChecks,
  WorkItemReferences,
} from '../items/WorkItemReferences';
import { throwIfInvalid } from '../../../http/throwIfInvalid';
import { DatedSeedChange } from './DatedSeedChange';

/**
 * Checks that all references of actions exist and that assignees can see the project, once per
 * reference. Parents are checked when their action runs, because earlier actions may create them.
 *
 * @returns the group of each referenced state
 * @throws InvalidRequestError for missing references
 */
export async function validateActions(
  tx: Knex,
  project: ProjectRow,
  actions: readonly DatedSeedChange[],
  references: ReferenceChecks,
): Promise<(state_id: string) => StateGroup> {
  const inputs: WorkItemReferences[] = actions.map(action =>
    'make' in action ? action.input : action.patch,
  );
  const collectValues = (
    field: Exclude<keyof WorkItemReferences, 'parent_id'>,
  ) => [...new Set(inputs.flatMap(input => input[field] ?? []))];
  const questions: WorkItemReferences[] = [
    { labels: collectValues('labels'), assignees: collectValues('assignees') },
    ...collectValues('state_id').map(state_id => ({ state_id })),
    ...collectValues('cycle_id').map(cycle_id => ({ cycle_id })),
    ...collectValues('module_id').map(module_id => ({ module_id })),
  ];
  const groups = new Map<string, StateGroup>();
  for (const resolvedQuery of questions) {
    const { problems, getStateGroup } = await references.check(
      tx,
      project,
      resolvedQuery,
      {
        at: 'acts.',
        ids: [],
      },
    );
    throwIfInvalid(problems);
    if (resolvedQuery.state_id) {
      groups.set(resolvedQuery.state_id, getStateGroup(resolvedQuery.state_id));
    }
  }
  return state_id => groups.get(state_id)!;
}
