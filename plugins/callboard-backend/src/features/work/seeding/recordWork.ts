import { WorkItem, StateGroup } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Changes } from '../../../changes/Changes';
import { readPeopleNames } from '../../../core/people/PeopleService';
import { ProjectRow } from '../../../access/Caller';
import { throwIfInvalid } from '../../../http/errors';
import {
  ReferenceChecks,
  WorkItemReferences,
} from '../items/WorkItemReferences';
import { WorkItemRow, toWorkItemResponse } from '../items/WorkItemRow';
import { readInitialState } from '../settings/Workflows';
import { WorkItemStore } from '../items/WorkItemStore';
import { lockWork, takeNumbers } from '../lockWork';
import { DatedSeedChange, WorkReplay, ReplayedItems } from './WorkReplay';

/**
 * Checks that the records to which actions refer exist, and that assignees can see the project.
 * Parents are checked when an action is applied, because earlier actions may create them.
 *
 * @returns a function that returns the group of a referenced state
 * @throws InvalidRequestError for a missing record, or an assignee without access
 */
async function validateActions(
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
  const referencesToCheck: WorkItemReferences[] = [
    { labels: collectValues('labels'), assignees: collectValues('assignees') },
    ...collectValues('state_id').map(state_id => ({ state_id })),
    ...collectValues('cycle_id').map(cycle_id => ({ cycle_id })),
    ...collectValues('module_id').map(module_id => ({ module_id })),
  ];
  const { problems, getStateGroup } = await references.check(
    tx,
    project,
    referencesToCheck.map(each => ({
      references: each,
      fieldPrefix: 'actions.',
      ids: [],
    })),
  );
  throwIfInvalid(problems);
  return getStateGroup;
}

/** Reads the names of a project's states, labels, cycles and modules, by id. */
async function readSettingNames(
  knex: Knex,
  project_id: string,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const tables = ['work_states', 'work_labels', 'work_cycles', 'work_modules'];
  for (const table of tables) {
    const rows = await knex(table).select('id', 'name').where({ project_id });
    rows.forEach(({ id, name }) => names.set(id, name));
  }
  return names;
}

/**
 * Records past actions on the items of a project, in one transaction.
 *
 * The same functions as in API requests change the items and record their activity entries. But the
 * tables are read only once, before the first action, and written only once, after the last: a year
 * of separately stored actions would delay the first start of a portal by half a minute.
 *
 * @returns the new items, by their names in the actions
 */
export async function recordWork(
  changes: Changes,
  project: ProjectRow,
  actions: readonly DatedSeedChange[],
  references: ReferenceChecks,
): Promise<Map<string, WorkItem>> {
  const store = new WorkItemStore();
  return changes.runSeries(async (tx, open) => {
    await lockWork(tx, project.id);
    const getStateGroup = await validateActions(
      tx,
      project,
      actions,
      references,
    );
    const lockedItems = await store.lockMany(
      tx,
      project.id,
      getReferencedItemIds(actions),
    );
    const items = new ReplayedItems(lockedItems);
    const creations = actions.filter(action => 'make' in action);
    const replay = new WorkReplay(project, {
      items,
      getStateGroup,
      names: new Map([
        ...(await readSettingNames(tx, project.id)),
        ...(await readPeopleNames(tx, collectAssignees(actions, lockedItems))),
      ]),
      firstNumber: await takeNumbers(tx, project.id, creations.length),
      initialState: await readInitialState(tx, project.id),
    });
    for (const action of actions) {
      await replay.apply(open(action.actor), action);
    }
    const now = actions[actions.length - 1].at.getTime();
    await store.save(tx, items.getChangedPairs(), now);
    return new Map(
      [...items.getNamedItems()].map(([name, item]) => [
        name,
        toWorkItemResponse(item),
      ]),
    );
  });
}

/** Collects the people whom actions assign, and the current assignees. */
function collectAssignees(
  actions: readonly DatedSeedChange[],
  lockedItems: readonly WorkItemRow[],
) {
  const fields = actions.map(action =>
    'make' in action ? action.input : action.patch,
  );
  return [...fields, ...lockedItems].flatMap(
    ({ assignees }) => assignees ?? [],
  );
}

/** Collects the ids of existing items that actions refer to. */
function getReferencedItemIds(actions: readonly DatedSeedChange[]): string[] {
  const newNames = actions.flatMap(action =>
    'make' in action ? action.make : [],
  );
  const all = new Set(
    actions.flatMap(action =>
      'make' in action ? action.input.parent_id ?? [] : action.change,
    ),
  );
  newNames.forEach(name => all.delete(name));
  return [...all];
}
