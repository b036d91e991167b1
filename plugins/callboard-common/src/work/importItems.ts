import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { dateOrder, importResult } from '../contract/imports';
import { booleanParameter, userRef, uuid } from '../contract/primitives';
import { permissions } from '../permissions';
import { createNameMap } from '../time/worklogImports';
import { workTag } from './common';

/** The maximum number of rows in a file of work items. @public */
export const MAX_IMPORTED_WORK_ITEMS = 10_000;

/** The time within which an import of work items can be undone, in minutes. @public */
export const IMPORT_UNDO_MINUTES = 60;

/** The tool that exported a file of work items; `file` for any other tool. @public */
export const workItemFileFormat = z.enum([
  'jira',
  'linear',
  'plane',
  'github',
  'azure',
  'file',
]);

/** @public */
export type WorkItemFileFormat = z.output<typeof workItemFileFormat>;

/** The fields of work items that an import can read from a file. @public */
export const importedItemFields = [
  'title',
  'external_id',
  'description',
  'state',
  'priority',
  'assignees',
  'labels',
  'cycle',
  'module',
  'parent',
  'estimate_points',
  'estimate_time',
  'start_date',
  'target_date',
  'created_by',
  'created_at',
  'updated_at',
  'completed_at',
  'external_url',
] as const;

/** @public */
export type ImportedItemField = (typeof importedItemFields)[number];

const columnName = z.string().min(1).max(255);

const columns = z.strictObject(
  Object.fromEntries(
    importedItemFields.map(field => [field, columnName.nullish()]),
  ) as Record<
    ImportedItemField,
    z.ZodOptional<z.ZodNullable<typeof columnName>>
  >,
);

/**
 * Maps fields to the columns of a file, and the names of states and people in the file to states
 * and users in Callboard. Names are case-insensitive.
 *
 * @public
 */
export const workItemImportMapping = z
  .strictObject({
    /** The column of each field; null ignores the column that Callboard recognises. */
    columns: columns.optional(),
    /** If omitted, rows with ambiguous dates fail unless other rows show the order. */
    date_order: dateOrder.optional(),
    /** The ids of states, by their names in the file. */
    states: createNameMap(uuid, columnName).optional(),
    /** User references, by the names in the file. */
    people: createNameMap(userRef, columnName).optional(),
  })
  .meta({ id: 'WorkItemImportMapping' });

/** @public */
export type WorkItemImportMapping = z.output<typeof workItemImportMapping>;

const flag = booleanParameter.default(false);

/** The form fields of an import of work items. @public */
export const workItemImportOptions = z
  .object({
    /** The project of the items. */
    project_id: uuid,
    /** Has precedence over the remembered mapping of the project. */
    mapping: workItemImportMapping.optional(),
    /** Validates the file and changes nothing. */
    dry_run: flag,
    /** Also returns the outcome of each row. */
    preview: flag,
  })
  .meta({ id: 'WorkItemImportOptions' });

/** @public */
export type WorkItemImportOptions = z.output<typeof workItemImportOptions>;

/** The result of an import of work items. @public */
export const workItemImportResult = importResult
  .extend({
    /** The format detected from the columns. */
    format: workItemFileFormat,
    /** The id with which the import can be undone; null if it changed nothing. */
    batch_id: uuid.nullable(),
    /** The mapping that was applied to this file, including what Callboard recognised. */
    mapping: workItemImportMapping.omit({ date_order: true }).required(),
    unmapped: z.strictObject({
      /** Columns that no field reads. */
      columns: z.array(z.string()),
      /** Unknown states. New items in these states get the initial state of the project. */
      states: z.array(z.string()),
      /** People who are unknown, or cannot see the project. */
      people: z.array(z.string()),
    }),
  })
  .meta({ id: 'WorkItemImportResult' });

/** @public */
export type WorkItemImportResult = z.output<typeof workItemImportResult>;

/** The result of undoing an import. @public */
export const workItemImportUndo = z
  .strictObject({
    /** The number of items that were deleted or changed back. */
    undone: z.int().min(0),
    /** The number of items that have changed since the import, and stay as they are. */
    skipped: z.int().min(0),
  })
  .meta({ id: 'WorkItemImportUndo' });

/** @public */
export type WorkItemImportUndo = z.output<typeof workItemImportUndo>;

const { post } = createEndpointDefiners(workTag);

/** @public */
export const workItemImportEndpoints = {
  importWorkItems: post('/workspaces/{slug}/work-items/import', {
    summary:
      "Import work items from a CSV or XLSX file into a project; only for the project's admins",
    access: { kind: 'workspace', role: 'guest' },
    permission: permissions.workItem.import,
    canConflict: true,
    upload: { maxBytes: 25 * 1024 * 1024, jsonFields: ['mapping'] },
    body: workItemImportOptions,
    response: workItemImportResult,
  }),
  undoWorkItemImport: post(
    '/workspaces/{slug}/projects/{pid}/work-items/imports/{batch_id}/undo',
    {
      summary: 'Undo an import of work items within an hour',
      access: { kind: 'project', role: 'admin' },
      permission: permissions.workItem.import,
      canConflict: true,
      body: z.object({}).optional(),
      response: workItemImportUndo,
    },
  ),
};
