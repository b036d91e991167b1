import { WorkItemBulkUpdate } from '@callboard/plugin-callboard-common';
import { intersection } from 'lodash';
import { Actor } from '../../../access/actor';
import { ProjectAccess } from '../../../access/Caller';
import { Changes } from '../../../changes/Changes';
import { throwIfInvalid } from '../../../http/throwIfInvalid';
import { holdForPatch } from './holdForPatch';
import { patchWorkItem } from './patchWorkItem';
import { changesDates, problemsOfDates } from './problemsOfDates';
import { requireAssigned } from './requireAssigned';
import { WorkItemChanges } from './WorkItemChanges';
import { ReferenceChecks } from './WorkItemReferences';
import { WorkItemStore } from './WorkItemStore';

/** The same change to many work items: all of them, or none. */
export class WorkItemBulk {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: WorkItemStore;
      itemChanges: WorkItemChanges;
      references: ReferenceChecks;
    },
  ) {}

  /**
   * Makes it; items that would stay as they are, stay.
   *
   * @throws NotAllowedError when the actor is not in the project, and an item is
   * not theirs, or the change is for its members only
   * @throws InvalidRequestError naming items that are not there, what they
   * cannot have, or those whose dates would be reversed
   */
  async run(
    actor: Actor,
    access: ProjectAccess,
    { ids, changes: patch }: WorkItemBulkUpdate,
  ): Promise<{ changed: number; unchanged: number }> {
    const { changes, itemChanges, store } = this.deps;
    const { project } = access;
    return changes.run(actor, async change => {
      const { tx } = change;
      const held = await holdForPatch(tx, project.id, patch);
      const items = await store.lockMany(tx, project.id, ids);
      requireAssigned(actor, access, items, patch);
      const known = new Map(items.map(item => [item.id, item]));
      const missing = ids
        .map((id, index) => ({ id, field: `body.ids[${index}]` }))
        .filter(({ id }) => !known.has(id))
        .map(({ field }) => ({ field, reason: 'there is no such work item' }));
      const checked = await this.deps.references.check(tx, held, patch, {
        at: 'body.changes.',
        ids,
        assigned: intersection(...items.map(({ assignees }) => assignees)),
      });
      const { problems, groupOf, names } = checked;
      throwIfInvalid([...missing, ...problems]);
      const pairs = items.map(before => ({
        before,
        after: patchWorkItem(before, patch, groupOf, change.now),
      }));
      if (changesDates(patch)) {
        throwIfInvalid(
          pairs.flatMap(({ after }) =>
            problemsOfDates(after, `body.ids[${ids.indexOf(after.id)}]`),
          ),
        );
      }
      const changed = await itemChanges.applyTogether(change, pairs, {
        project: held,
        action: 'bulk_update',
        names,
      });
      return { changed, unchanged: items.length - changed };
    });
  }
}
