import { ChangeAction } from '@callboard/plugin-callboard-common';
import { partition } from 'lodash';
import { Change } from '../../../changes/Changes';
import { countText } from '../../../changes/countText';
import { RecordedChange } from '../../../changes/RecordedChange';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { listFieldNames } from './listFieldNames';
import { WorkItemPair } from './WorkItemRow';
import { WorkItemStore } from './WorkItemStore';
import { workItemTrace } from './workItemTrace';

/** The one way items change: their rows and their traces together. */
export class WorkItemChanges {
  /**
   * @param store - where their rows are kept
   * @param resolveNames - says what the things are called that changes speak of
   */
  constructor(
    private readonly store: Pick<WorkItemStore, 'save' | 'remember'>,
    private readonly resolveNames: typeof listFieldNames = listFieldNames,
  ) {}

  /**
   * Stores changes to items, within a change that holds their project's work.
   * Where nothing differs, nothing is stored but what their source has told.
   *
   * @param as - `detail`: each is a detail of another change, none by itself;
   * `names`: what is known already of what things are called; `metadata`: what
   * the trace of each says besides
   * @returns how many items changed
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
      change.record({ ...workItemTrace(pair), names, detail, metadata }),
    );
    await this.store.save(change.tx, changed, change.now);
    await this.store.remember(change.tx, unchanged);
    return changed.length;
  }

  /**
   * The same, as one act: a summary with counts, and a detail for each item; or
   * nothing but the change itself where it is only one, with the act's metadata.
   *
   * @returns how many items changed
   */
  async applyTogether(
    change: Change,
    pairs: readonly WorkItemPair[],
    act: {
      project: ProjectRow;
      action: Exclude<ChangeAction<'project'>, 'create' | 'update'>;
      metadata?: RecordedChange['metadata'];
      names?: ReadonlyMap<string, string>;
    },
  ): Promise<number> {
    const { names, metadata } = act;
    if (pairs.length === 1) {
      return this.apply(change, pairs, { names, metadata });
    }
    const changed = await this.apply(change, pairs, { detail: true, names });
    if (changed > 0) {
      const { id, workspace_id, name } = act.project;
      change.record({
        workspace_id,
        project_id: id,
        action: act.action,
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
