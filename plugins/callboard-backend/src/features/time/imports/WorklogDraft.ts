import { WorklogFormat } from '@callboard/plugin-callboard-common';
import { ImportReport } from '../../../imports/ImportReport';
import { DraftPerson } from '../../../core/people/matchPeople';
import { ItemWithRights } from '../worklogs/LoggableItems';
import { WorklogPair } from '../worklogs/WorklogRow';
import { MappedColumns } from './mapColumns';

/** The project and the task that a row names, as in the tool; each is blank if not named. */
export interface FileTask {
  project: string;
  task: string;
}

export function getTaskKey({ project, task }: FileTask): string {
  return `${project}/${task}`;
}

export function formatTask({ project, task }: FileTask): string {
  return `“${[project, task].filter(Boolean).join(' / ') || 'no project'}”`;
}

/**
 * A worklog as parsed from a row. Its person and item are not resolved yet, and it may break the
 * rules of the workspace.
 */
export interface WorklogDraft {
  row: number;
  /** Null if the row names no person. Rows of the same person share the object. */
  person: DraftPerson | null;
  /**
   * Candidate identifiers such as `PAY-42`, the most likely first. A text such as `UTF-8 in PAY-42`
   * yields two.
   */
  identifiers: readonly string[];
  /** The project and the task that the row names. Rows of the same task share the object. */
  fileTask: FileTask;
  duration_minutes: number;
  description: string | null;
  /** The row's day. An instant counts as its date in the time zone of the caller. */
  logged_at: string;
  started_at: string | null;
  /**
   * Whether the start, in another column than the day, is an instant or has another date. The start
   * can then contradict the day.
   */
  hasDatedStart?: boolean;
  /** Null if the row has no value. */
  is_billable: boolean | null;
  /** As named by the other tool; the workspace may not have this type. */
  activity_type: string | null;
  /** The id of the Callboard worklog from which the row was exported, if any. */
  entry_id: string | null;
}

/** A draft whose person is known. */
export interface DraftWithOwner {
  draft: WorklogDraft;
  logged_by: string;
}

/** A `DraftWithOwner` with the item on which to log the time. */
export interface ResolvedDraft extends DraftWithOwner {
  item: ItemWithRights;
  /** Whether the item comes from the mapping of the row's task, not from the row itself. */
  isMapped: boolean;
}

/** A `ResolvedDraft` with the digest that identifies it in later imports. */
export interface DigestedDraft extends ResolvedDraft {
  digest: string;
}

/** A worklog to create from a row. */
export interface PlannedWorklog {
  /** The row number in a spreadsheet. */
  row: number;
  pair: WorklogPair;
}

/** The fields of a draft, named as on a worklog. */
export type DraftField =
  | 'logged_by'
  | 'work_item'
  | 'duration_minutes'
  | 'description'
  | 'logged_at'
  | 'activity_type';

export interface WorklogFile {
  format: WorklogFormat;
  /** The time zone of times without a UTC offset. */
  zone: string;
  /** Contains the errors of unreadable rows. */
  report: ImportReport;
  /** The readable rows in order. */
  drafts: readonly WorklogDraft[];
  /** The column of each field; null where the file has none. */
  columns: Readonly<Record<DraftField, string | null>>;
  /** The columns searched for work item identifiers. */
  searched: readonly string[];
  /** The columns that the mapping assigns to fields. */
  mappedColumns: MappedColumns;
}
