import { z } from 'zod';
import { booleanParameter, userRef, uuid } from '../contract/primitives';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { dateOrder, importResult } from '../contract/imports';
import { createRequiredLineSchema } from '../contract/text';
import { permissions } from '../permissions';
import { memberAccess, timeTag } from './common';
import { worklog } from './worklogs';

/** The maximum number of rows in a file of worklogs. @public */
export const MAX_IMPORTED_WORKLOGS = 50_000;

/** The tool that exported a file of worklogs; `other` for a table with mapped columns. @public */
export const worklogFormat = z.enum([
  'callboard',
  'tempo',
  'kimai',
  'toggl',
  'solidtime',
  'clockify',
  'harvest',
  'other',
]);

/** @public */
export type WorklogFormat = z.output<typeof worklogFormat>;

/** The maximum number of entries in each part of a mapping. @public */
export const MAX_MAPPED_NAMES = 2_000;

/** The maximum length of a name that a mapping contains, in characters. @public */
export const MAX_MAPPED_NAME = 500;

/** Maps names in a file to values. @internal */
export function createNameMap<Value extends z.ZodType>(
  value: Value,
  name = z.string().max(MAX_MAPPED_NAME),
) {
  return z
    .record(name, value)
    .refine(
      names => Object.keys(names).length <= MAX_MAPPED_NAMES,
      `must have at most ${MAX_MAPPED_NAMES} entries`,
    );
}

const header = createRequiredLineSchema(255);

/** The header of each field's column in a file of worklogs. @public */
export const worklogImportColumns = z
  .strictObject({
    date: header,
    started_at: header,
    /** With `started_at`, used if the file has no duration. */
    ended_at: header,
    minutes: header,
    hours: header,
    person: header,
    project: header,
    task: header,
    /** Contains an identifier such as `PAY-42`. */
    work_item: header,
    description: header,
    is_billable: header,
    activity_type: header,
  })
  .partial()
  .meta({ id: 'WorklogImportColumns' });

/** @public */
export type WorklogImportColumns = z.output<typeof worklogImportColumns>;

/**
 * Maps fields to the columns of a file of worklogs, and the names of projects, tasks and people in
 * the file to work items and users. Extends the mapping of the caller's previous imports.
 *
 * @public
 */
export const worklogImportMapping = z
  .strictObject({
    columns: worklogImportColumns,
    /** If omitted, rows with ambiguous dates fail unless other rows show the order. */
    date_order: dateOrder,
    /** The work items, by `<project>/<task>`; either name can be blank. */
    items: createNameMap(uuid),
    /**
     * The projects in which the import creates a work item, by `<project>/<task>`; only for admins
     * of these projects.
     */
    create: createNameMap(uuid),
    /** The people, by their names, login names or email addresses in the file. */
    people: createNameMap(userRef).refine(
      // The import stores the names in lower case, which is longer for some letters.
      names =>
        Object.keys(names).every(
          name => name.toLowerCase().length <= MAX_MAPPED_NAME,
        ),
      `must have names of at most ${MAX_MAPPED_NAME} characters in lower case`,
    ),
  })
  .partial()
  .meta({ id: 'WorklogImportMapping' });

/** @public */
export type WorklogImportMapping = z.output<typeof worklogImportMapping>;

const flag = booleanParameter.default(false);

/** The form fields of a worklog import. @public */
export const worklogImportOptions = z
  .object({
    /** Validates the file and changes nothing. */
    dry_run: flag,
    /** Also returns the outcome of each row. */
    preview: flag,
    mapping: worklogImportMapping.optional(),
  })
  .meta({ id: 'WorklogImportOptions' });

/** @public */
export type WorklogImportOptions = z.output<typeof worklogImportOptions>;

/** The names of a project and a task, which can be blank, and the number of their rows. */
const fileTask = z.strictObject({
  project: z.string(),
  task: z.string(),
  rows: z.int().min(1),
});

const work_item = worklog.shape.work_item.extend({ project_id: uuid });

/** The result of a worklog import. @public */
export const worklogImportResult = importResult
  .extend({
    /** The format detected from the columns. */
    format: worklogFormat,
    /** The names that the mapping lacks. */
    unmapped: z.strictObject({
      columns: z.array(z.string()),
      items: z.array(
        fileTask.extend({
          /** A work item named like the task or project, on which the caller can log time. */
          suggestion: work_item.nullable(),
        }),
      ),
      people: z.array(z.string()),
    }),
    /** The names in the file that were mapped, by this request or a previous import. */
    mapped: z.strictObject({
      columns: worklogImportColumns,
      items: z.array(
        fileTask.extend({
          /** Null on a dry run, if the import would create the work item. */
          work_item: work_item.nullable(),
        }),
      ),
      people: z.array(
        z.strictObject({ name: z.string(), user_ref: z.string() }),
      ),
    }),
  })
  .meta({ id: 'WorklogImportResult' });

/** @public */
export type WorklogImportResult = z.output<typeof worklogImportResult>;

const { post } = createEndpointDefiners(timeTag);

/** @public */
export const worklogImportEndpoints = {
  importWorklogs: post('/workspaces/{slug}/worklogs/import', {
    summary:
      'Import time entries from a CSV or XLSX file; admins can import the entries of other people',
    access: memberAccess,
    permission: permissions.worklog.import,
    canConflict: true,
    upload: { maxBytes: 25 * 1024 * 1024, jsonFields: ['mapping'] },
    body: worklogImportOptions,
    response: worklogImportResult,
  }),
};
