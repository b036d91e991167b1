import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  cursorParameter,
  createIntegerParameter,
  createPageSchema,
  slug,
} from '../contract/primitives';
import { department } from '../departments/schemas';
import { permissions } from '../permissions';

/** The location type of all entities that Callboard publishes to the catalog. @public */
export const CALLBOARD_LOCATION = 'callboard';

/** The annotation that contains the id of a Group's department. @public */
export const DEPARTMENT_ANNOTATION = 'callboard.io/department-id';

/**
 * Whether an entity comes from Callboard.
 *
 * @param origin - the entity's annotation `backstage.io/managed-by-origin-location`
 * @public
 */
export function isFromCallboard(origin: string | undefined): boolean {
  return origin?.startsWith(`${CALLBOARD_LOCATION}:`) ?? false;
}

/** A department and its people, for plugins that publish them. @public */
export const publishedDepartment = department
  .pick({
    id: true,
    name: true,
    code: true,
    short_name: true,
    dept_code: true,
    description: true,
    dept_type: true,
    parent_id: true,
  })
  .extend({
    workspace: slug,
    /** The Group from which the department was imported, if any. */
    entity_ref: z.string().nullable(),
    /** Active and probation staff who have a User reference. */
    members: z.array(
      z.strictObject({
        user_ref: z.string(),
        display_name: z.string(),
        email: z.string(),
      }),
    ),
  })
  .meta({ id: 'PublishedDepartment' });

/** @public */
export type PublishedDepartment = z.output<typeof publishedDepartment>;

const counts = z.strictObject({
  created: z.int().min(0),
  updated: z.int().min(0),
  unchanged: z.int().min(0),
});

/**
 * The result of an import of the catalog's Groups and Users, or of a dry run.
 *
 * @public
 */
export const catalogSeed = z
  .strictObject({
    dry_run: z.boolean(),
    departments: counts,
    staff: counts,
    /** Entities that the import skipped, and the reasons. */
    conflicts: z.array(
      z.strictObject({ entity_ref: z.string(), reason: z.string() }),
    ),
  })
  .meta({ id: 'CatalogImportResult' });

/** @public */
export type CatalogImportResult = z.output<typeof catalogSeed>;

const { get, post } = createEndpointDefiners('Organisation and catalog');

/** @public */
export const organisationEndpoints = {
  listPublishedDepartments: get('/organisation/departments', {
    summary:
      'List the departments of all workspaces with their people, for plugins',
    access: { kind: 'service' },
    query: z.strictObject({
      cursor: cursorParameter.optional(),
      limit: createIntegerParameter(1, 200).default(200),
    }),
    response: createPageSchema(publishedDepartment),
  }),
  seedFromCatalog: post('/workspaces/{slug}/organisation/seed-from-catalog', {
    summary: "Import departments and staff from the catalog's Groups and Users",
    access: { kind: 'workspace', role: 'admin' },
    permission: permissions.organisation.import,
    canConflict: true,
    body: z
      .object({ dry_run: z.boolean().nullish() })
      .optional()
      .meta({ id: 'CatalogSeedOptions' }),
    response: catalogSeed,
  }),
};
