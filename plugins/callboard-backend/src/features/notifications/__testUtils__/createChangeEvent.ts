import { ChangeEvent, FieldChange } from '@callboard/plugin-callboard-common';
import { ChangeScope } from '@callboard/plugin-callboard-node';
import { createId } from '../../../database/ids';

/** Ada, the actor of all test changes. */
export const ada = {
  user_ref: 'user:default/ada',
  display_name: 'Ada Admin',
};

/** The project and workspace of the test changes. */
export const changeScope: ChangeScope = {
  workspace: { id: createId(0), slug: 'acme', name: 'Acme' },
  project: {
    id: createId(0),
    name: 'Payments',
    entity_ref: 'system:default/payments',
    access: 'open',
  },
};

/** Creates a change by Ada in the project. */
export function createChangeEvent(
  type: string,
  {
    fields = {},
    ...overrides
  }: Partial<ChangeEvent> & {
    /** The changed fields, each with the value before and after. */
    fields?: Record<string, [before: unknown, after: unknown]>;
  } = {},
): ChangeEvent {
  const [entity_type, action] = type.split('.');
  return {
    id: createId(0),
    workspace_id: changeScope.workspace.id,
    project_id: changeScope.project!.id,
    actor: ada,
    visibility: 'project',
    people: [],
    action: action as ChangeEvent['action'],
    entity_type: entity_type as ChangeEvent['entity_type'],
    entity_id: createId(0),
    entity_label: 'PAY-42 Fix rounding',
    changes: Object.entries(fields).map(
      ([field, [old_value, new_value]]) =>
        ({ field, old_value, new_value } as FieldChange),
    ),
    metadata: null,
    resource: null,
    is_resource_left_out: false,
    batch_id: null,
    is_detail: false,
    created_at: '2026-11-20T10:00:00.000Z',
    ...overrides,
  };
}
