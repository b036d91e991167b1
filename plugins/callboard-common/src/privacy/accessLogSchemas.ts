import { z } from 'zod';
import { instant, uuid } from '../contract/primitives';

/** For how long it is kept who looked. @public */
export const ACCESS_LOG_RETENTION_DAYS = 730;

/** How somebody saw what another person did. @public */
export const lookKinds = [
  'read',
  'export',
  'unmask',
  'erasure_preview',
] as const;

/** @public */
export type LookKind = (typeof lookKinds)[number];

/** In which part of the log somebody looked. @public */
export const lookScopes = ['workspace', 'admin'] as const;

/** @public */
export type LookScope = (typeof lookScopes)[number];

/** That somebody looked at what the caller did. @public */
export const look = z
  .strictObject({
    id: uuid,
    kind: z.enum(lookKinds),
    /** Who looked. */
    viewed_by: z.string(),
    /** What they were called then. */
    viewed_by_name: z.string(),
    viewed_at: instant,
    scope: z.enum(lookScopes),
    /** Of the workspace they looked in; null for all. */
    workspace_id: uuid.nullable(),
    /** How many rows of the caller a file has; null if it was no file. */
    rows: z.int().min(0).nullable(),
    /** Why, where a reason is asked for. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'Look' });

/** @public */
export type Look = z.output<typeof look>;
