import { PublishedDepartment } from '@callboard/plugin-callboard-common';

/** A published department, with default values for omitted fields. */
export function createPublishedDepartment(
  fields: Partial<PublishedDepartment>,
): PublishedDepartment {
  return {
    id: '019a0000-0000-7000-8000-000000000000',
    workspace: 'default',
    name: 'Department',
    code: null,
    short_name: null,
    dept_code: null,
    description: null,
    dept_type: null,
    parent_id: null,
    entity_ref: null,
    members: [],
    ...fields,
  };
}
