import { DepartmentLink } from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { RecordedChange } from '../../../changes/RecordedChange';
import { DepartmentRow } from '../DepartmentRow';

/** The fields of a department in the activity entry of a link. */
export type LinkedDepartment = Pick<
  DepartmentRow,
  'id' | 'name' | 'workspace_id'
>;

/** A link that begins or ends. */
export type LinkChange =
  | { before: null; after: DepartmentLink }
  | { before: DepartmentLink; after: null };

/**
 * Records the activity entries of a link that begins or ends: one about the link, and a detail about
 * the department. Neither names a target in another workspace, which not all readers may know.
 */
export function recordLinkChange(
  change: Change,
  department: LinkedDepartment,
  { before, after }: LinkChange,
  options: Pick<RecordedChange, 'metadata' | 'detail'> = {},
): void {
  const { id, project_id, workspace_id, name } = after ?? before;
  const isOtherWorkspace =
    workspace_id !== null && workspace_id !== department.workspace_id;
  const common = {
    workspace_id: department.workspace_id,
    action: after ? ('link' as const) : ('unlink' as const),
    // Users without access to the project must not see the target.
    ...(project_id === null
      ? { visibility: 'workspace' as const }
      : { visibility: 'project' as const, project_id }),
  };
  change.record({
    ...common,
    entity_type: 'department_link',
    entity_id: id,
    entity_label: `${department.name} → ${
      isOtherWorkspace ? 'another workspace' : name
    }`,
    before,
    after,
    sensitive: isOtherWorkspace ? ['workspace_id', 'name'] : [],
    ...options,
    // The members of the other workspace are not counted for readers of this one.
    metadata: isOtherWorkspace ? undefined : options.metadata,
  });
  change.record({
    ...common,
    entity_type: 'department',
    entity_id: department.id,
    entity_label: department.name,
    before: null,
    after: null,
    metadata: { link_id: id, ...(isOtherWorkspace ? {} : { linked_to: name }) },
    detail: true,
  });
}
