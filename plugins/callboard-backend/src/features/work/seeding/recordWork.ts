import { WorkItem } from '@callboard/plugin-callboard-common';
import { Changes } from '../../../changes/Changes';
import { readPeopleNames } from '../../../core/people/readPeopleNames';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { WorkItemRow, toWorkItemResponse } from '../items/WorkItemRow';
import { WorkServices } from '../WorkServices';
import { WorkItemStore } from '../items/WorkItemStore';
import { lockWork, takeNumbers } from '../lockWork';
import { validateActions } from './validateActions';
import { DatedSeedChange } from './DatedSeedChange';
import { readSettingNames } from './readSettingNames';
import { WorkReplay } from './WorkReplay';
import { RememberedItems } from './RememberedItems';

/**
 * Records past actions on the items of a project, in one transaction.
 *
 * The functions that serve requests change the items and record their activity entries.
 * Only the tables are read once before all actions and written once after them. A year of
 * separate actions would delay the first start of a portal by half a minute.
 *
 * @returns the new items, by their names in the actions
 */
export async function recordWork(
  changes: Changes,
  project: ProjectRow,
  actions: readonly DatedSeedChange[],
  work: Pick<WorkServices, 'workflows' | 'references'>,
): Promise<Map<string, WorkItem>> {
  const store = new WorkItemStore();
  return changes.runSeries(async (tx, open) => {
    await lockWork(tx, project.id);
    const groupsByAction = await validateActions(
      tx,
      project,
      actions,
      work.references,
    );
    const lockedItems = await store.lockMany(
      tx,
      project.id,
      getReferencedItemIds(actions),
    );
    const items = new RememberedItems(lockedItems);
    const made = actions.filter(action => 'make' in action);
    const past = new WorkReplay(project, {
      items,
      getStateGroup: groupsByAction,
      names: new Map([
        ...(await readSettingNames(tx, project.id)),
        ...(await readPeopleNames(tx, collectAssignees(actions, lockedItems))),
      ]),
      firstNumber: await takeNumbers(tx, project.id, made.length),
      firstState: await work.workflows.readInitialState(tx, project.id),
    });
    for (const action of actions) {
      await past.apply(open(action.actor), action);
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

/** The people whom actions assign, and current assignees. */
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

/** The ids of existing items that actions refer to. */
function getReferencedItemIds(actions: readonly DatedSeedChange[]): string[] {
  const made = actions.flatMap(action => ('make' in action ? action.make : []));
  const all = new Set(
    actions.flatMap(action =>
      'make' in action ? action.input.parent_id ?? [] : action.change,
    ),
  );
  made.forEach(name => all.delete(name));
  return [...all];
}
