import { z } from 'zod';
import { createListParameter, slug, uuid } from '../contract/primitives';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { stateGroup } from '../work/settings';

/**
 * The types of resources with a page in the portal, as in the activity log, and the query parameter
 * that selects resources of the type.
 *
 * @public
 */
export const resourceParameters = {
  work_item: 'work_items',
  work_item_comment: 'comments',
  project: 'projects',
  department: 'departments',
  staff: 'staff',
  workspace: 'workspaces',
  work_state: 'work_states',
  label: 'labels',
  cycle: 'cycles',
  module: 'modules',
  worklog: 'worklogs',
  period: 'periods',
  dashboard: 'dashboards',
  webhook: 'webhooks',
} as const;

/** @public */
export type ResourceType = keyof typeof resourceParameters;

/** The types of resources with a page in the portal, as in the activity log. @public */
export const resourceTypes = Object.keys(
  resourceParameters,
) as readonly ResourceType[];

/** A resource with a page in the portal. @public */
export const resource = z
  .strictObject({
    type: z.enum(resourceTypes),
    id: uuid,
    title: z.string(),
    workspace_slug: slug,
    /** A path within the portal. */
    url: z.string(),
    /** For states and labels: `#` and six hexadecimal digits. */
    color: z.string().optional(),
    /** For states. */
    group: stateGroup.optional(),
  })
  .meta({ id: 'Resource' });

/** @public */
export type Resource = z.output<typeof resource>;

/** A URL with 50 ids of every type is short enough for every server. */
const MAX_IDS_PER_TYPE = 50;

const ids = createListParameter(uuid, MAX_IDS_PER_TYPE).optional();

const idsByParameter = Object.fromEntries(
  Object.values(resourceParameters).map(name => [name, ids]),
) as Record<(typeof resourceParameters)[ResourceType], typeof ids>;

const { get } = createEndpointDefiners('Me');

/** @public */
export const resourceEndpoints = {
  listResources: get('/resources', {
    summary:
      'Resolve ids to the names and pages of resources, and list the deleted resources; omits resources that the caller cannot see',
    access: { kind: 'user' },
    query: z.strictObject({ ids, ...idsByParameter }),
    response: z.strictObject({
      items: z.array(resource),
      deleted: z.array(resource.pick({ type: true, id: true })),
    }),
  }),
};
