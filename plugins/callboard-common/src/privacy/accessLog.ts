import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  createPageSchema,
  pageParameters,
  instant,
  uuid,
} from '../contract/primitives';

/** The retention of the access log, in days. @public */
export const ACCESS_LOG_RETENTION_DAYS = 730;

/** The kinds of access to another user's activity. @public */
export const accessKinds = [
  'read',
  'export',
  'unmask',
  'erasure_preview',
] as const;

/** @public */
export type AccessKind = (typeof accessKinds)[number];

/** The scopes of the activity log in which an access can occur. @public */
export const accessScopes = ['workspace', 'admin'] as const;

/** @public */
export type AccessScope = (typeof accessScopes)[number];

/** An access log entry: someone accessed the caller's activity. @public */
export const accessLogEntry = z
  .strictObject({
    id: uuid,
    kind: z.enum(accessKinds),
    /** The reference of the user who accessed the activity. */
    viewed_by: z.string(),
    /** Their name at that time. */
    viewed_by_name: z.string(),
    viewed_at: instant,
    scope: z.enum(accessScopes),
    /** The workspace whose activity was accessed; null for all workspaces. */
    workspace_id: uuid.nullable(),
    /** The number of the caller's rows in an export; null otherwise. */
    rows: z.int().min(0).nullable(),
    /** The reason, if one is required. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'AccessLogEntry' });

/** @public */
export type AccessLogEntry = z.output<typeof accessLogEntry>;

const { get } = createEndpointDefiners('Privacy');

/** @public */
export const accessLogEndpoints = {
  listMyAccessLog: get('/me/access-log', {
    summary: "List who accessed the caller's data, newest first",
    access: { kind: 'user' },
    query: z.strictObject(pageParameters),
    response: createPageSchema(accessLogEntry),
  }),
};
