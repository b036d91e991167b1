import { z } from 'zod';
import { MAX_FILTER_VALUES, uuid } from '../contract/primitives';
import { permissions } from '../permissions';

/** The tag of dashboard endpoints in the API documentation. */
export const dashboardsTag = 'Dashboards';

/** The base path of the dashboards of a workspace. */
export const dashboardsPath = '/workspaces/{slug}/dashboards';

/** Access of reads: the visibility of a dashboard does not depend on the role. */
export const readAccess = { kind: 'workspace', role: 'guest' } as const;

export const writeAccess = { kind: 'workspace', role: 'member' } as const;

/** The common properties of endpoints that read dashboards. */
export const dashboardRead = {
  method: 'GET',
  tag: dashboardsTag,
  access: readAccess,
  permission: permissions.dashboard.read,
} as const;

/** The common properties of endpoints that change a dashboard or its widgets. */
export const dashboardUpdate = {
  tag: dashboardsTag,
  access: writeAccess,
  permission: permissions.dashboard.update,
} as const;

/** The common properties of endpoints that create a dashboard. */
export const dashboardCreation = {
  method: 'POST',
  tag: dashboardsTag,
  access: writeAccess,
  permission: permissions.dashboard.create,
  canConflict: true,
  status: 201,
} as const;

const createValuesFilter = <Value extends z.ZodType>(value: Value) =>
  z
    .array(value)
    .max(MAX_FILTER_VALUES, `must have at most ${MAX_FILTER_VALUES} values`)
    .optional();

/** Creates a filter in which null matches rows without a value. */
export const createNullableValuesFilter = <Value extends z.ZodType>(
  value: Value,
) => createValuesFilter(value.nullable());

/** The common filters of dashboards and all their widgets. */
export const commonFilters = {
  project_ids: createValuesFilter(uuid),
  department_ids: createNullableValuesFilter(uuid),
};
