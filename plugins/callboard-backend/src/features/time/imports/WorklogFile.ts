import { WorklogFormat } from '@callboard/plugin-callboard-common';
import { ImportReport } from '../../../imports/ImportReport';
import { WorklogDraft } from './WorklogDraft';

/** What a draft says, by the names that an entry has for it. */
export type DraftField =
  | 'logged_by'
  | 'work_item'
  | 'duration_minutes'
  | 'description'
  | 'logged_at'
  | 'activity_type';

/** A file of time as it was read. */
export interface WorklogFile {
  format: WorklogFormat;
  /** That of times which name none. */
  zone: string;
  /** Has failed the rows that cannot be read. */
  report: ImportReport;
  /** What the other rows say, in their order. */
  drafts: readonly WorklogDraft[];
  /** The column that says each; null where the file has none for it. */
  columnOf: Readonly<Record<DraftField, string | null>>;
  /** The columns in which work items were looked for. */
  searched: readonly string[];
}
