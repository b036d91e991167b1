import { AcceptedSuggestions } from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import { Change } from '../../../changes/Changes';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { WorkspaceRow } from '../../../access/rows';
import { FieldProblem } from '../../../http/errors';
import { throwIfInvalid } from '../../../http/throwIfInvalid';
import { readEntryOwner } from '../worklogs/readEntryOwner';
import { LoggableItem, LoggableItems } from '../worklogs/LoggableItems';
import { buildWorklog } from '../worklogs/buildWorklog';
import { throwWorklogProblems } from '../worklogs/throwWorklogProblems';
import { getUnloggableReason } from '../worklogs/getUnloggableReason';
import { WorklogChanges } from '../worklogs/WorklogChanges';
import { WorklogProblem } from '../worklogs/findWorklogProblems';
import { WorklogRow } from '../worklogs/WorklogRow';
import { Suggestion } from './Suggestion';

type Chosen = AcceptedSuggestions['items'];

/** Fields with another name in a request to accept suggestions. */
const fieldNames = {
  duration_minutes: 'minutes',
  description: 'description',
  activity_type: 'id',
};

/** A chosen suggestion and its item. */
interface Acceptance {
  /** The index among the chosen suggestions. */
  index: number;
  suggestion: Suggestion;
  item: LoggableItem;
}

/** The worklogs to create in a workspace, with the index of each choice. */
interface Draft {
  workspace: WorkspaceRow;
  entries: Array<{ index: number; after: WorklogRow }>;
  problems: WorklogProblem[];
}

/** Creates worklogs from suggestions. The caller locks the person before. */
export class SuggestedEntries {
  constructor(
    private readonly deps: {
      workspaces: WorkspaceDirectory;
      items: LoggableItems;
      worklogChanges: WorklogChanges;
    },
  ) {}

  /**
   * Creates worklogs from the chosen suggestions, all or none.
   *
   * @param offered - the current suggestions
   * @returns in the order of the choices
   * @throws InvalidRequestError, ConflictError
   */
  async make(
    change: Change,
    chosen: Chosen,
    offered: readonly Suggestion[],
  ): Promise<WorklogRow[]> {
    const accepted = await this.lockItems(change, chosen, offered);
    const drafts = await this.draft(change, chosen, accepted);
    throwWorklogProblems(
      drafts.flatMap(({ problems }) => problems),
      ({ index, field }) =>
        field === 'logged_at'
          ? 'body.date'
          : `body.items[${index}].${fieldNames[field]}`,
    );
    const made = new Map<number, WorklogRow>();
    for (const { workspace, entries } of drafts) {
      const logged = await this.deps.worklogChanges.applyTogether(
        change,
        workspace,
        entries.map(({ after }) => ({ before: null, after })),
        'bulk_log',
      );
      entries.forEach(({ index }, at) => made.set(index, logged[at].after!));
    }
    return chosen.map((_, index) => made.get(index)!);
  }

  /** Locks the items of the chosen suggestions; fails unless all can be logged. */
  private async lockItems(
    { tx, actor }: Change,
    chosen: Chosen,
    offered: readonly Suggestion[],
  ): Promise<Acceptance[]> {
    const byId = new Map(offered.map(each => [each.shown.id, each]));
    const suggestions = chosen.map(({ id }) => byId.get(id));
    const items = await this.deps.items.lockItemsAnywhere(
      tx,
      actor.user_ref,
      suggestions.flatMap(each => each?.shown.work_item.id ?? []),
    );
    const problems: FieldProblem[] = [];
    const accepted = suggestions.flatMap((suggestion, index) => {
      const item = suggestion && items.get(suggestion.shown.work_item.id);
      const reason = suggestion
        ? getUnloggableReason(item)
        : 'is no longer suggested for that day';
      if (reason !== undefined) {
        problems.push({ field: `body.items[${index}].id`, reason });
      }
      return suggestion && item ? [{ index, suggestion, item }] : [];
    });
    throwIfInvalid(problems);
    return accepted;
  }

  /** Drafts the worklogs of each workspace, with their problems. */
  private async draft(
    change: Change,
    chosen: Chosen,
    accepted: readonly Acceptance[],
  ): Promise<Draft[]> {
    const { workspaces, worklogChanges } = this.deps;
    const byWorkspace = groupBy(
      accepted,
      ({ suggestion }) => suggestion.workspace_id,
    );
    const found = await workspaces.findMany(
      change.tx,
      Object.keys(byWorkspace),
    );
    const drafts: Draft[] = [];
    for (const workspace of found) {
      const { tx, actor } = change;
      const owner = await readEntryOwner(tx, workspace.id, actor.user_ref);
      const entries = byWorkspace[workspace.id].map(
        ({ index, item, suggestion: { shown, unlogged } }) => ({
          index,
          after: buildWorklog(
            change,
            { workspace, item, ...owner, source: 'suggestion' },
            {
              duration_minutes: chosen[index].minutes ?? shown.minutes,
              description: chosen[index].description ?? shown.description,
              logged_at: shown.date,
              started_at: shown.started_at,
              is_billable: unlogged?.is_billable,
            },
          ),
        }),
      );
      const problems = await worklogChanges.findProblems(
        change,
        workspace,
        entries.map(({ after }) => ({ before: null, after })),
      );
      drafts.push({
        workspace,
        entries,
        problems: problems.map(problem => ({
          ...problem,
          index: entries[problem.index].index,
        })),
      });
    }
    return drafts;
  }
}
