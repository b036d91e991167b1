import { ChangeAction } from '@callboard/plugin-callboard-common';
import { partition } from 'lodash';
import { Change } from '../../../changes/Changes';
import { countText } from '../../../changes/countText';
import { RecordedChange } from '../../../changes/RecordedChange';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { listFieldNames } from './listFieldNames';
import { WorkItemPair } from './WorkItemRow';
import { WorkItemStore } from './WorkItemStore';
import { toWorkItemActivity } from './toWorkItemActivity';

/** Applies all changes to items: stores their rows and records their activity entries. */
export class WorkItemChanges {
  /**
   * @param store - stores the rows
   * @param resolveNames - resolves the names of referenced records
   */
  constructor(
    private readonly store: Pick<WorkItemStore, 'save' | 'remember'>,
    private readonly resolveNames: typeof listFieldNames = listFieldNames,
  ) {}

  /**
   * Stores changes to items, within a change that has locked their project's work. If nothing
   * differs, it stores only the state of the source.
   *
   * @param as - `detail`: records each as a detail of another change; `names`: names that are already
   * resolved; `metadata`: additional metadata of each activity entry
   * @returns the number of changed items
   */
  async apply(
    change: Change,
    pairs: readonly WorkItemPair[],
    as: {
      detail?: boolean;
      names?: ReadonlyMap<string, string>;
      metadata?: RecordedChange['metadata'];
    } = {},
  ): Promise<number> {
    const { detail, metadata } = as;
    const names = await this.resolveNames(change.tx, pairs, as.names);
    const [changed, unchanged] = partition(pairs, pair =>
      change.record({ ...toWorkItemActivity(pair), names, detail, metadata }),
    );
    await this.store.save(change.tx, changed, change.now);
    await this.store.remember(change.tx, unchanged);
    return changed.length;
  }

  /**
   * Applies changes as one bulk action: records a summary with counts and a detail for each item. A
   * single change is recorded on its own, with the metadata of the action.
   *
   * @returns the number of changed items
   */
  async applyTogether(
    change: Change,
    pairs: readonly WorkItemPair[],
    action: {
      project: ProjectRow;
      action: Exclude<ChangeAction<'project'>, 'create' | 'update'>;
      metadata?: RecordedChange['metadata'];
      names?: ReadonlyMap<string, string>;
    },
  ): Promise<number> {
    const { names, metadata } = action;
    if (pairs.length === 1) {
      return this.apply(change, pairs, { names, metadata });
    }
    const changed = await this.apply(change, pairs, { detail: true, names });
    if (changed > 0) {
      const { id, workspace_id, name } = action.project;
      change.record({
        workspace_id,
        project_id: id,
        action: action.action,
        visibility: 'project',
        entity_type: 'project',
        entity_id: id,
        entity_label: name,
        before: null,
        after: null,
        metadata: {
          text: countText(changed, 'work item', 'work items'),
          entity_type: 'work_item',
          ...metadata,
          changed,
          unchanged: pairs.length - changed,
        },
      });
    }
    return changed;
  }
}
