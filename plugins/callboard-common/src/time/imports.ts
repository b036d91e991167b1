import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { booleanParameter } from '../contract/primitives';
import { importResult } from '../imports/schemas';
import { inWorkspace, members, timeTag } from './common';

/** How many rows a file of entries has at most. @public */
export const MAX_IMPORTED_WORKLOGS = 50_000;

/** Where a file of entries comes from. @public */
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

/** Fields of the form that brings a file of entries. @public */
export const worklogImportOptions = z
  .object({
    /** Answers as if, and changes nothing. */
    dry_run: flag,
    /** Answers what becomes of each row, too. */
    preview: flag,
  })
  .meta({ id: 'WorklogImportOptions' });

/** @public */
export type WorklogImportOptions = z.output<typeof worklogImportOptions>;

/** The result of an import of entries. @public */
export const worklogImportResult = importResult
  .extend({
    /** What the columns of the file say it is. */
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
      "Log what a CSV or XLSX file says: one's own time; admins, everybody's",
    access: members,
    params: inWorkspace,
    upload: { maxBytes: 25 * 1024 * 1024 },
    body: worklogImportOptions,
    response: worklogImportResult,
  }),
};
