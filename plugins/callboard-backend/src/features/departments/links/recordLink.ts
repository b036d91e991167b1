import { DepartmentLink } from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { RecordedChange } from '../../../changes/RecordedChange';
import { DepartmentRow } from '../DepartmentRow';

/** What the trace of a link tells of its department. */
export type LinkedDepartment = Pick<
  DepartmentRow,
  'id' | 'name' | 'workspace_id'
>;

/** A link that began or ended. */
export type LinkStep =
  | { before: null; after: DepartmentLink }
  | { before: DepartmentLink; after: null };

/**
 * Leaves the traces of a link that began or ended, as an act of its own name:
 * one about the link, and a detail in the history of the department. Where a
 * link leads that goes to another workspace is said in neither: not everybody
 * who reads them may know of that one.
 */
export function recordLink(
  change: Change,
  department: LinkedDepartment,
  { before, after }: LinkStep,
  given: Pick<RecordedChange, 'metadata' | 'detail'> = {},
): void {
  const { id, project_id, workspace_id, name } = after ?? before;
  const isAbroad =
    workspace_id !== null && workspace_id !== department.workspace_id;
  const common = {
    workspace_id: department.workspace_id,
    action: after ? ('link' as const) : ('unlink' as const),
    // Who may not see the project may not read where the link leads.
    ...(project_id === null
      ? { visibility: 'workspace' as const }
      : { visibility: 'project' as const, project_id }),
  };
  change.record({
    ...common,
    entity_type: 'department_link',
    entity_id: id,
    entity_label: `${department.name} → ${
      isAbroad ? 'another workspace' : name
    }`,
    before,
    after,
    sensitive: isAbroad ? ['workspace_id', 'name'] : [],
    ...given,
    // Counted are members of a workspace that is none of the readers' business.
    metadata: isAbroad ? undefined : given.metadata,
  });
  change.record({
    ...common,
    entity_type: 'department',
    entity_id: department.id,
    entity_label: department.name,
    before: null,
    after: null,
    metadata: { link_id: id, ...(isAbroad ? {} : { linked_to: name }) },
    detail: true,
  });
}
