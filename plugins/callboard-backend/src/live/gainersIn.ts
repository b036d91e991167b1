import { ChangeEvent } from '@callboard/plugin-callboard-common';

/** Who may see more after these changes, and has to ask for their channels. */
export function gainersIn(changes: readonly ChangeEvent[]): string[] {
  return changes.flatMap(({ entity_type, resource }) =>
    (entity_type === 'workspace_member' || entity_type === 'project_member') &&
    typeof resource?.user_ref === 'string'
      ? [resource.user_ref]
      : [],
  );
}
