import { ChangeEvent } from '@callboard/plugin-callboard-common';

/** The users who may see more after these changes, and must request their channels again. */
export function getAccessGainers(changes: readonly ChangeEvent[]): string[] {
  return changes.flatMap(({ entity_type, resource }) =>
    (entity_type === 'workspace_member' || entity_type === 'project_member') &&
    typeof resource?.user_ref === 'string'
      ? [resource.user_ref]
      : [],
  );
}
