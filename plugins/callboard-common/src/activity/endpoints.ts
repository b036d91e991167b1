import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  Access,
  defineEndpoint,
  CSV_MEDIA_TYPE,
  XLSX_MEDIA_TYPE,
} from '../contract/endpoint';
import {
  createPageSchema,
  pageParameters,
  slug,
  uuid,
} from '../contract/primitives';
import { Permission } from '@backstage/plugin-permission-common';
import { DEFAULT_WORKSPACE } from '../workspaces/endpoints';
import {
  createActivityQuerySchemas,
  activityScopeParameters,
  proofParameter,
} from './filters';
import {
  activity,
  activityCountsCheck,
  activityFacets,
  activityPage,
  activitySummary,
  MAX_EVENTS_PER_POST,
  newActivity,
} from './schemas';
import {
  callboardActivityReadAllPermission,
  permissions,
} from '../permissions';

const { get, post } = createEndpointDefiners('Activity');

/** Media types of the exports, by file extension. @public */
export const exportMediaTypes = {
  xlsx: XLSX_MEDIA_TYPE,
  csv: CSV_MEDIA_TYPE,
  jsonl: 'application/x-ndjson; charset=utf-8',
} as const;

/** @public */
export type ExportFormat = keyof typeof exportMediaTypes;

function createScopeEndpoints<
  Scope extends z.ZodRawShape,
  const EndpointAccess extends Access,
>(
  path: string,
  activityLabel: string,
  access: EndpointAccess,
  scope: Scope,
  permission?: Permission,
) {
  const queries = createActivityQuerySchemas(scope);
  const common = { access, permission };
  const download = (format: ExportFormat) =>
    get(`${path}/export.${format}`, {
      ...common,
      summary: `Download ${activityLabel} as ${format}`,
      query: queries.download,
      download: exportMediaTypes[format],
    });
  return {
    list: get(path, {
      ...common,
      summary: `List ${activityLabel}, newest first`,
      query: queries.list,
      isHeavy: true,
      response: activityPage,
    }),
    summary: get(`${path}/summary`, {
      ...common,
      summary: `Summarise ${activityLabel}`,
      query: queries.summary,
      isHeavy: true,
      response: activitySummary,
    }),
    facets: get(`${path}/facets`, {
      ...common,
      summary: `List the people, actions and entity types in ${activityLabel}`,
      query: queries.facets,
      isHeavy: true,
      response: activityFacets,
    }),
    xlsx: download('xlsx'),
    csv: download('csv'),
    jsonl: download('jsonl'),
  };
}

const adminEndpoints = createScopeEndpoints(
  '/admin/activity',
  'the activity of all workspaces',
  { kind: 'activityReader' },
  activityScopeParameters.admin,
  callboardActivityReadAllPermission,
);

/** The three scopes of the activity log, each with the same sub-paths. @public */
export const activityScopes = {
  admin: {
    ...adminEndpoints,
    jsonl: defineEndpoint({
      ...adminEndpoints.jsonl,
      query: createActivityQuerySchemas({
        ...activityScopeParameters.admin,
        ...proofParameter,
      }).download,
    }),
  },
  workspace: createScopeEndpoints(
    '/activity',
    "a workspace's activity that the caller can see",
    { kind: 'workspace', role: 'guest' },
    activityScopeParameters.workspace,
    permissions.activity.read,
  ),
  me: createScopeEndpoints(
    '/me/activity',
    "the caller's own activity",
    { kind: 'user' },
    activityScopeParameters.me,
  ),
};

/** @public */
export type ActivityScopeName = keyof typeof activityScopes;

/** @public */
export const activityEndpoints = {
  postActivity: post('/activity', {
    summary: 'Record one activity event of the caller, or up to 100',
    access: {
      kind: 'workspace',
      role: 'guest',
      everyoneInDefault: true,
    },
    permission: permissions.activity.create,
    isRateLimited: true,
    query: z.strictObject({ workspace: slug.default(DEFAULT_WORKSPACE) }),
    body: z.union([
      newActivity,
      z
        .array(newActivity)
        .min(1, 'must contain at least one event')
        .max(
          MAX_EVENTS_PER_POST,
          `must contain at most ${MAX_EVENTS_PER_POST} events`,
        ),
    ]),
    status: 201,
    response: z.union([
      z.strictObject({ success: z.literal(true), id: uuid }),
      z.strictObject({ success: z.literal(true), ids: z.array(uuid) }),
    ]),
  }),
  listMyProjectsActivity: get('/activity/my-projects', {
    summary:
      "List changes of the last 30 days in the caller's projects, newest first",
    access: { kind: 'workspace', role: 'guest' },
    permission: permissions.activity.read,
    query: z.strictObject({
      workspace: slug.default(DEFAULT_WORKSPACE),
      ...pageParameters,
    }),
    response: createPageSchema(activity),
  }),
  checkActivityCounts: get('/admin/activity/counts/check', {
    summary: 'Compare the stored activity counts with the activity log',
    access: { kind: 'superAdmin' },
    permission: permissions.activityCounts.read,
    canConflict: true,
    response: activityCountsCheck,
  }),
  rebuildActivityCounts: post('/admin/activity/counts/rebuild', {
    summary: 'Rebuild the stored activity counts',
    access: { kind: 'superAdmin' },
    permission: permissions.activityCounts.update,
    body: z.object({}).optional(),
    response: z.strictObject({ success: z.literal(true) }),
  }),
  listAdminActivity: activityScopes.admin.list,
  summarizeAdminActivity: activityScopes.admin.summary,
  getAdminActivityFacets: activityScopes.admin.facets,
  exportAdminActivityXlsx: activityScopes.admin.xlsx,
  exportAdminActivityCsv: activityScopes.admin.csv,
  exportAdminActivityJsonl: activityScopes.admin.jsonl,
  listWorkspaceActivity: activityScopes.workspace.list,
  summarizeWorkspaceActivity: activityScopes.workspace.summary,
  getWorkspaceActivityFacets: activityScopes.workspace.facets,
  exportWorkspaceActivityXlsx: activityScopes.workspace.xlsx,
  exportWorkspaceActivityCsv: activityScopes.workspace.csv,
  exportWorkspaceActivityJsonl: activityScopes.workspace.jsonl,
  listMyActivity: activityScopes.me.list,
  summarizeMyActivity: activityScopes.me.summary,
  getMyActivityFacets: activityScopes.me.facets,
  exportMyActivityXlsx: activityScopes.me.xlsx,
  exportMyActivityCsv: activityScopes.me.csv,
  exportMyActivityJsonl: activityScopes.me.jsonl,
};
