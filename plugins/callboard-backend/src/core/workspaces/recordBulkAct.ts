import { ChangeAction, EntityType } from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { Change } from '../../changes/Changes';

/** What a bulk operation in a workspace can be called. */
export type BulkAction = Exclude<
  ChangeAction<'workspace'>,
  'create' | 'update' | 'delete'
>;

/**
 * Records that many things of a workspace were changed in one act. The row is
 * about the workspace; each thing has a detail of its own in the same batch.
 */
export async function recordBulkAct(
  change: Change,
  workspace_id: string,
  act: {
    action: BulkAction;
    /** The type of the changed things, if they share one. */
    of?: EntityType;
    /** How much, in words: `3 people`. */
    text: string;
    counts: JsonObject;
  },
): Promise<void> {
  const { name } = await change
    .tx('workspaces')
    .where({ id: workspace_id })
    .first('name');
  change.record({
    workspace_id,
    visibility: 'workspace',
    entity_type: 'workspace',
    entity_id: workspace_id,
    entity_label: name,
    action: act.action,
    before: null,
    after: null,
    metadata: {
      text: act.text,
      ...(act.of ? { entity_type: act.of } : {}),
      ...act.counts,
    },
  });
}
