import { AcceptedSuggestions } from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import { Change } from '../../../changes/Changes';
import { WorkspaceRow } from '../../../access/Caller';
import { FieldProblem, throwIfInvalid } from '../../../http/errors';
import { readWorklogOwner, buildWorklog } from '../worklogs/buildWorklog';
import { ItemWithRights, getUnloggableReason } from '../worklogs/LoggableItems';
import {
  findWorklogProblems,
  throwWorklogProblems,
  WorklogProblem,
} from '../worklogs/findWorklogProblems';
import { applyAsBulkAction } from '../worklogs/applyWorklogChanges';
import { WorklogRow } from '../worklogs/WorklogRow';
import { SuggestionCore } from './listSuggestions';
import { Suggestion } from './Suggestion';

type AcceptedItems = AcceptedSuggestions['items'];

/** The request field that an error names, by the invalid field of the worklog. */
const requestFields = {
  duration_minutes: 'minutes',
  description: 'description',
  activity_type: 'id',
};

interface Acceptance {
  /** The index of the suggestion in `acceptedItems`. */
  index: number;
  suggestion: Suggestion;
  item: ItemWithRights;
}

/**
 * The worklogs to create in one workspace, and the problems of these worklogs. Each `index` is the
 * index of a suggestion in `acceptedItems`.
 */
interface Draft {
  workspace: WorkspaceRow;
  worklogs: Array<{ index: number; after: WorklogRow }>;
  problems: WorklogProblem[];
}

/**
 * Creates worklogs from the accepted suggestions, all or none. The caller locks the person first.
 *
 * @param offered - the current suggestions
 * @returns the worklogs, in the order of `acceptedItems`
 * @throws InvalidRequestError for unknown suggestions, items on which the person can no longer
 *   log time, and values that the settings of the workspace do not allow
 * @throws ConflictError for a day that is submitted or approved
 */
export async function createSuggestedWorklogs(
  core: SuggestionCore,
  change: Change,
  acceptedItems: AcceptedItems,
  offered: readonly Suggestion[],
): Promise<WorklogRow[]> {
  const acceptances = await findAcceptedItems(
    core,
    change,
    acceptedItems,
    offered,
  );
  const drafts = await draftWorklogs(core, change, acceptedItems, acceptances);
  throwWorklogProblems(
    drafts.flatMap(({ problems }) => problems),
    ({ index, field }) =>
      field === 'logged_at'
        ? 'body.date'
        : `body.items[${index}].${requestFields[field]}`,
  );
  const created = new Map<number, WorklogRow>();
  for (const { workspace, worklogs } of drafts) {
    const logged = await applyAsBulkAction(
      change,
      workspace,
      worklogs.map(({ after }) => ({ before: null, after })),
      'bulk_log',
    );
    worklogs.forEach(({ index }, position) =>
      created.set(index, logged[position].after!),
    );
  }
  return acceptedItems.map((_, index) => created.get(index)!);
}

/**
 * Finds the items of the accepted suggestions and locks their projects.
 *
 * @throws InvalidRequestError for a suggestion that is not offered, or an item on which time cannot
 *   be logged
 */
async function findAcceptedItems(
  core: SuggestionCore,
  { tx, actor }: Change,
  acceptedItems: AcceptedItems,
  offered: readonly Suggestion[],
): Promise<Acceptance[]> {
  const byId = new Map(
    offered.map(suggestion => [suggestion.response.id, suggestion]),
  );
  const suggestions = acceptedItems.map(({ id }) => byId.get(id));
  const items = await core.items.findAndLockProjects(
    tx,
    actor.user_ref,
    suggestions.flatMap(suggestion => suggestion?.response.work_item.id ?? []),
  );
  const problems: FieldProblem[] = [];
  const acceptances = suggestions.flatMap((suggestion, index) => {
    const item = suggestion && items.get(suggestion.response.work_item.id);
    const reason = suggestion
      ? getUnloggableReason(item)
      : 'is no longer suggested for that day';
    if (reason !== undefined) {
      problems.push({ field: `body.items[${index}].id`, reason });
    }
    return suggestion && item ? [{ index, suggestion, item }] : [];
  });
  throwIfInvalid(problems);
  return acceptances;
}

async function draftWorklogs(
  core: SuggestionCore,
  change: Change,
  acceptedItems: AcceptedItems,
  acceptances: readonly Acceptance[],
): Promise<Draft[]> {
  const byWorkspace = groupBy(
    acceptances,
    ({ suggestion }) => suggestion.workspace_id,
  );
  const workspaceRows = await core.workspaces.findMany(
    change.tx,
    Object.keys(byWorkspace),
  );
  const drafts: Draft[] = [];
  for (const workspace of workspaceRows) {
    const { tx, actor } = change;
    const owner = await readWorklogOwner(tx, workspace.id, actor.user_ref);
    const worklogs = byWorkspace[workspace.id].map(
      ({ index, item, suggestion: { response, unlogged } }) => ({
        index,
        after: buildWorklog(
          change,
          { workspace, item, ...owner, source: 'suggestion' },
          {
            duration_minutes: acceptedItems[index].minutes ?? response.minutes,
            // An empty description means none.
            description:
              (acceptedItems[index].description ?? response.description) ||
              null,
            logged_at: response.date,
            started_at: response.started_at,
            is_billable: unlogged?.is_billable,
          },
        ),
      }),
    );
    const problems = await findWorklogProblems(
      change,
      workspace,
      worklogs.map(({ after }) => ({ before: null, after })),
    );
    drafts.push({
      workspace,
      worklogs,
      problems: problems.map(problem => ({
        ...problem,
        index: worklogs[problem.index].index,
      })),
    });
  }
  return drafts;
}
