import { ChangeAction, EntityType } from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { Change } from '../../changes/Changes';

/** Formats a number with its noun: `1 person`, `2 people`. */
export function formatCountedNoun(
  count: number,
  one: string,
  many: string,
): string {
  return `${count} ${count === 1 ? one : many}`;
}

export type BulkAction = Exclude<
  ChangeAction<'workspace'>,
  'create' | 'update' | 'delete'
>;

/**
 * Records a bulk change of resources of a workspace. The entry is about the workspace. The caller
 * records a detail entry in the same change for each resource.
 */
export async function recordBulkAction(
  change: Change,
  workspace_id: string,
  action: {
    action: BulkAction;
    /** The type of the changed resources, if they share one. */
    entityType?: EntityType;
    /** The amount as text: `3 people`. */
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
    action: action.action,
    before: null,
    after: null,
    metadata: {
      text: action.text,
      ...(action.entityType ? { entity_type: action.entityType } : {}),
      ...action.counts,
    },
  });
}
