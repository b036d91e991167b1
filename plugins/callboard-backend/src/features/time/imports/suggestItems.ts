import { WorklogImportResult } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { inListSql } from '../../../database/bulk';
import { normaliseForSearch } from '../../../database/text';
import {
  getUnloggableReason,
  ItemWithRights,
  LoggableItems,
} from '../worklogs/LoggableItems';
import { FileTask } from './WorklogDraft';

/** The maximum number of tasks with a suggestion: more than a person maps by hand. */
const MAX_TASKS = 500;

/** The maximum number of items that are compared. */
const MAX_CANDIDATES = 2_000;

/** The item suggested for a task. */
type Suggestion =
  WorklogImportResult['unmapped']['items'][number]['suggestion'];

/**
 * Suggests items whose title is the name of a task, on which the caller can log time. Among several,
 * suggests the one in a project with the name or identifier of the task's project.
 *
 * @returns a function that returns the suggestion for a task
 */
export async function suggestItems(
  knex: Knex,
  items: LoggableItems,
  { caller, workspace }: RequestContext,
  tasks: readonly FileTask[],
): Promise<(fileTask: FileTask) => Suggestion> {
  const titles = tasks.slice(0, MAX_TASKS).map(getTitle).filter(Boolean);
  const ids: string[] = await knex('work_items')
    .where({ workspace_id: workspace.id })
    .whereNull('deleted_at')
    .whereNull('archived_at')
    .whereRaw(...inListSql(knex, 'search_text', titles, 'text'))
    .orderBy('id', 'desc')
    .limit(MAX_CANDIDATES)
    .pluck('id');
  const found = await items.findInAnyWorkspace(knex, caller.user_ref, ids);
  const candidates = groupBy(
    ids
      .flatMap(id => found.get(id) ?? [])
      .filter(item => !getUnloggableReason(item)),
    ({ title }) => normaliseForSearch(title),
  );
  return fileTask => {
    const named = candidates[getTitle(fileTask)] ?? [];
    const project = normaliseForSearch(fileTask.project);
    const inProject = named.filter(({ project: { name, identifier } }) =>
      [name, identifier].map(normaliseForSearch).includes(project),
    );
    const [best] = inProject.length > 0 || named.length > 1 ? inProject : named;
    return best ? toSuggestion(best) : null;
  };
}

/** The title that an item for a task would have, as in the search column of items. */
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
