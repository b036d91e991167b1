import type {
  DateOrder,
  Project,
  WorklogImportColumns,
  WorklogImportMapping,
  WorklogImportResult,
} from '@callboard/plugin-callboard-common';
import type { LoggableItem } from '../entries/WorkItemPicker';

/** The work item for a task's time, or the project to create one in; null until it is chosen. */
export type TaskTarget =
  | { item: LoggableItem }
  | { createIn: Pick<Project, 'id' | 'name'> | null };

export interface TimeMapping {
  columns: WorklogImportColumns;
  dateOrder?: DateOrder;
  /** By `<project>/<task>`; null if the user has removed the suggestion. */
  tasks: Readonly<Record<string, TaskTarget | null>>;
  /** User references by name. */
  people: Readonly<Record<string, string>>;
}

export const emptyMapping: TimeMapping = { columns: {}, tasks: {}, people: {} };

export type FileTask = Pick<
  WorklogImportResult['unmapped']['items'][number],
  'project' | 'task' | 'rows'
>;

export type ListedTask = FileTask & {
  item: LoggableItem | null;
  suggestion?: LoggableItem | null;
};

export const getTaskKey = ({ project, task }: FileTask) => `${project}/${task}`;

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
        target && 'createIn' in target && target.createIn
          ? [[key, target.createIn.id]]
          : [],
      ),
    ),
  };
}

/** Lists the tasks of a file, unmapped tasks first. */
export function listTasks({
  unmapped,
  mapped,
}: WorklogImportResult): ListedTask[] {
  return [
    ...unmapped.items.map(task => ({ ...task, item: null })),
    ...mapped.items.map(task => ({ ...task, item: task.work_item })),
  ];
}

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
 * Whether a file needs the mapping step, because its format is unknown, because rows failed, or
 * because earlier imports have mapped tasks or people in it. The step repeats once the user has
 * mapped the columns of a file of unknown format, if they contain unmapped tasks or people.
 *
 * @param previous - the result before the mapping step; undefined before the first mapping step
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
