import { WorklogImportResult } from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { inListSql } from '../../../database/bulk';
import { normaliseForSearch } from '../../../database/text';
import { iterateInSteps } from '../../../kernel/yielding';
import { TimeCore } from '../TimeCore';
import {
  getUnloggableReason,
  ItemWithRights,
  toItemReference,
} from '../worklogs/LoggableItems';
import { FileTask } from './WorklogDraft';

/** The maximum number of tasks for which items are suggested: more than a person maps by hand. */
const MAX_TASKS = 500;

/** The maximum number of items whose titles are compared with the tasks. */
const MAX_CANDIDATES = 2_000;

type Suggestion =
  WorklogImportResult['unmapped']['items'][number]['suggestion'];

/**
 * Suggests an item for each task: an item on which the caller can log time, and whose title equals
 * the name of the task, or the name of its project if the task has no name. If several items have
 * that title, suggests only an item in the task's project, which must match by name or identifier.
 *
 * @returns the suggestions for the first `MAX_TASKS` tasks, in the order of the tasks; null for
 *   none
 */
export async function suggestItems(
  { reader, items }: Pick<TimeCore, 'reader' | 'items'>,
  { caller, workspace }: RequestContext,
  tasks: readonly FileTask[],
): Promise<Suggestion[]> {
  const firstTasks = tasks.slice(0, MAX_TASKS);
  const titles = uniq(firstTasks.map(getTitle)).filter(Boolean);
  if (titles.length === 0) {
    return [];
  }
  const ids: string[] = await reader('work_items')
    .where({ workspace_id: workspace.id })
    .whereNull('deleted_at')
    .whereNull('archived_at')
    .whereRaw(...inListSql(reader, 'search_text', titles, 'text'))
    .orderBy('id', 'desc')
    .limit(MAX_CANDIDATES)
    .pluck('id');
  const found = await items.find(reader, caller.user_ref, ids);
  /** Null for a title of several items. */
  const byTitle = new Map<string, ItemWithRights | null>();
  const byProject = new Map<string, ItemWithRights>();
  for await (const id of iterateInSteps(ids)) {
    const item = found.get(id);
    if (item && !getUnloggableReason(item)) {
      const title = normaliseForSearch(item.title);
      byTitle.set(title, byTitle.has(title) ? null : item);
      for (const project of [item.project.name, item.project.identifier]) {
        const key = getProjectKey(title, project);
        byProject.set(key, byProject.get(key) ?? item);
      }
    }
  }
  return firstTasks.map(fileTask => {
    const title = getTitle(fileTask);
    const item =
      byProject.get(getProjectKey(title, fileTask.project)) ??
      byTitle.get(title);
    return item ? toItemReference(item) : null;
  });
}

function getProjectKey(title: string, project: string): string {
  return JSON.stringify([title, normaliseForSearch(project)]);
}

/** Returns the title to search for, normalised like the `search_text` of items. */
function getTitle({ project, task }: FileTask): string {
  return normaliseForSearch(task || project);
}
