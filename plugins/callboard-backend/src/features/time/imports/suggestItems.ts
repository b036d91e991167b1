import { WorklogImportResult } from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { inListSql } from '../../../database/bulk';
import { normaliseForSearch } from '../../../database/text';
import { iterateInSteps } from '../../../kernel/yielding';
import { TimeCore } from '../TimeCore';
import { getUnloggableReason, ItemWithRights } from '../worklogs/LoggableItems';
import { FileTask } from './WorklogDraft';

/** The maximum number of tasks with a suggestion: more than a person maps by hand. */
const MAX_TASKS = 500;

/** The maximum number of items that are compared. */
const MAX_CANDIDATES = 2_000;

/** The item suggested for a task. */
type Suggestion =
  WorklogImportResult['unmapped']['items'][number]['suggestion'];

/**
 * Suggests items on which the caller can log time, and whose title is the name of the task or,
 * without one, of its project. If several items have that title, suggests one only if the name or
 * identifier of its project is that of the task's project.
 *
 * @returns the suggestions for the first tasks, in their order
 */
export async function suggestItems(
  { reader, items }: Pick<TimeCore, 'reader' | 'items'>,
  { caller, workspace }: RequestContext,
  tasks: readonly FileTask[],
): Promise<Suggestion[]> {
  const suggestedTasks = tasks.slice(0, MAX_TASKS);
  const titles = uniq(suggestedTasks.map(getTitle)).filter(Boolean);
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
  const found = await items.findInAnyWorkspace(reader, caller.user_ref, ids);
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
  return suggestedTasks.map(fileTask => {
    const title = getTitle(fileTask);
    const item =
      byProject.get(getProjectKey(title, fileTask.project)) ??
      byTitle.get(title);
    return item ? toSuggestion(item) : null;
  });
}

function getProjectKey(title: string, project: string): string {
  return JSON.stringify([title, normaliseForSearch(project)]);
}

/** Returns the title to search for, normalised like the `search_text` of items. */
function getTitle({ project, task }: FileTask): string {
  return normaliseForSearch(task || project);
}

function toSuggestion({
  id,
  identifier,
  title,
  project,
}: ItemWithRights): Suggestion {
  return { id, identifier, title, project_id: project.id };
}
