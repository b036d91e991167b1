import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { booleanParameter } from '../contract/primitives';
import { importResult } from '../imports/schemas';
import { inWorkspace, members, timeTag } from './common';

/** The maximum number of rows in a file of worklogs. @public */
export const MAX_IMPORTED_WORKLOGS = 50_000;

/** The tool that exported a file of worklogs. @public */
export const worklogFormat = z.enum([
  'callboard',
  'tempo',
  'kimai',
  'toggl',
  'solidtime',
]);

/** @public */
export type WorklogFormat = z.output<typeof worklogFormat>;

const flag = booleanParameter.default(false);

/** The form fields of a worklog import. @public */
export const worklogImportOptions = z
  .object({
    /** Validates the file and changes nothing. */
    dry_run: flag,
    /** Also returns the outcome of each row. */
    preview: flag,
  })
  .meta({ id: 'WorklogImportOptions' });

/** @public */
export type WorklogImportOptions = z.output<typeof worklogImportOptions>;

/** The result of a worklog import. @public */
export const worklogImportResult = importResult
  .extend({
    /** The format detected from the columns. */
    format: worklogFormat,
  })
  .meta({ id: 'WorklogImportResult' });

/** @public */
export type WorklogImportResult = z.output<typeof worklogImportResult>;

/** @public */
export const worklogImportEndpoints = {
  importWorklogs: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/worklogs/import',
    tag: timeTag,
    summary:
      'Import time entries from a CSV or XLSX file; admins can import those of others',
    access: members,
    params: inWorkspace,
    upload: { maxBytes: 25 * 1024 * 1024 },
    body: worklogImportOptions,
    response: worklogImportResult,
  }),
};
