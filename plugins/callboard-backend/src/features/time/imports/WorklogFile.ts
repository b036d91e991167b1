import { WorklogFormat } from '@callboard/plugin-callboard-common';
import { ImportReport } from '../../../imports/ImportReport';
import { WorklogDraft } from './WorklogDraft';

/** The fields of a draft, named as on a worklog. */
export type DraftField =
  | 'logged_by'
  | 'work_item'
  | 'duration_minutes'
  | 'description'
  | 'logged_at'
  | 'activity_type';

/** A parsed worklog file. */
export interface WorklogFile {
  format: WorklogFormat;
  /** The time zone of times that specify none. */
  zone: string;
  /** Contains the errors of unreadable rows. */
  report: ImportReport;
  /** The readable rows in order. */
  drafts: readonly WorklogDraft[];
  /** The column of each field; null where the file has none. */
  columns: Readonly<Record<DraftField, string | null>>;
  /** The columns searched for work item identifiers. */
  searched: readonly string[];
}
