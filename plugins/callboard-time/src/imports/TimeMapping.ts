import type {
  DateOrder,
  Project,
  WorklogImportColumns,
  WorklogImportMapping,
  WorklogImportResult,
} from '@callboard/plugin-callboard-common';
import type { LoggableItem } from '../entries/WorkItemPicker';

/** The work item for the time of a task, or the project in which to create one, once chosen. */
export type TaskTarget =
  | { item: LoggableItem }
  | { newIn: Pick<Project, 'id' | 'name'> | null };

/** The user's choices for a file. */
export interface TimeMapping {
  columns: WorklogImportColumns;
  dateOrder?: DateOrder;
  /** By `<project>/<task>`; null if the user has removed the suggestion. */
  tasks: Readonly<Record<string, TaskTarget | null>>;
  /** User references by name. */
  people: Readonly<Record<string, string>>;
}

export const emptyMapping: TimeMapping = { columns: {}, tasks: {}, people: {} };

/** A project and task of a file. */
export type FileTask = Pick<
  WorklogImportResult['unmapped']['items'][number],
  'project' | 'task' | 'rows'
>;

/** A task of a file, with the work item that a previous import chose, or a suggestion. */
export type ListedTask = FileTask & {
  item: LoggableItem | null;
  suggestion?: LoggableItem | null;
};

/** The key of a task in a mapping. */
export const getTaskKey = ({ project, task }: FileTask) => `${project}/${task}`;

/** The mapping as the import expects it. */
export function toImportMapping(mapping: TimeMapping): WorklogImportMapping {
  const targets = Object.entries(mapping.tasks);
  return {
    columns: mapping.columns,
    date_order: mapping.dateOrder,
    people: mapping.people,
    items: Object.fromEntries(
      targets.flatMap(([key, target]) =>
        target && 'item' in target ? [[key, target.item.id]] : [],
      ),
    ),
    create: Object.fromEntries(
      targets.flatMap(([key, target]) =>
        target && 'newIn' in target && target.newIn
          ? [[key, target.newIn.id]]
          : [],
      ),
    ),
  };
}

/** The tasks of a file, those to map first. */
export function listTasks({
  unmapped,
  mapped,
}: WorklogImportResult): ListedTask[] {
  return [
    ...unmapped.items.map(task => ({ ...task, item: null })),
    ...mapped.items.map(task => ({ ...task, item: task.work_item })),
  ];
}

/** Adds the suggested work items of tasks without a target. */
export function addSuggestions(
  mapping: TimeMapping,
  { unmapped }: WorklogImportResult,
): TimeMapping {
  const suggested = unmapped.items.flatMap(task =>
    task.suggestion ? [[getTaskKey(task), { item: task.suggestion }]] : [],
  );
  return {
    ...mapping,
    tasks: { ...Object.fromEntries(suggested), ...mapping.tasks },
  };
}

/**
 * Whether a file needs the mapping step: a table of unknown format, a file with failed rows, or one
 * with names that an earlier import mapped. The step repeats after the user has mapped the columns
 * of a table of unknown format, if these columns contain unmapped names.
 */
export function needsMapping(
  { format, failed, mapped, unmapped }: WorklogImportResult,
  previous?: WorklogImportResult,
): boolean {
  if (previous) {
    const hadColumns = Object.keys(previous.mapped.columns).length > 0;
    return (
      format === 'other' &&
      !hadColumns &&
      unmapped.items.length + unmapped.people.length > 0
    );
  }
  return (
    format === 'other' ||
    failed > 0 ||
    mapped.items.length + mapped.people.length > 0
  );
}
