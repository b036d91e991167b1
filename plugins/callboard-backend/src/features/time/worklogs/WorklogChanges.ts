import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { WorkspaceRow } from '../../../core/workspaces/WorkspaceRow';
import { Change } from '../../../changes/Changes';
import { countText } from '../../../changes/countText';
import { RecordedChange } from '../../../changes/RecordedChange';
import { dateInZone } from '../../../database/zones';
import { inChunks } from '../../../yielding/inChunks';
import { inSteps } from '../../../yielding/inSteps';
import { periodsOfDays } from '../people/periodsOfDays';
import { timeSettingsOf } from '../timeSettingsOf';
import { throwWorklogProblems } from './throwWorklogProblems';
import { WorklogProblem, worklogProblems } from './worklogProblems';
import { WorklogPair, WorklogRow } from './WorklogRow';
import { WorklogStore } from './WorklogStore';
import { worklogTrace } from './worklogTrace';

/** Files bring in many thousand: their traces are larger than they are. */
const PAIRS_AT_ONCE = 1_000;

/**
 * The one way entries change, whichever way they came: what may not be, their
 * rows, and their traces. The people whose time it is are held before.
 */
export class WorklogChanges {
  constructor(private readonly store: WorklogStore) {}

  /** Why some of the changes cannot be made; a few queries, however many. */
  async problemsOf(
    { tx, now }: { tx: Knex; now: number },
    workspace: WorkspaceRow,
    pairs: readonly WorklogPair[],
  ): Promise<WorklogProblem[]> {
    const days = pairs.flatMap(({ before, after }) =>
      [before, after].filter((row): row is WorklogRow => row !== null),
    );
    return worklogProblems(pairs, {
      settings: timeSettingsOf(workspace),
      today: dateInZone(now, workspace.timezone),
      periodOf: await periodsOfDays(tx, workspace.id, days),
      minutesOn: await this.store.minutesOn(tx, workspace.id, days),
    });
  }

  /**
   * Requires that all the changes can be made.
   *
   * @param at - what the fields of a pair are in, such as `body.`
   * @throws ConflictError for a day that is submitted or approved
   * @throws InvalidRequestError with everything else that is wrong
   */
  async require(
    change: Change,
    workspace: WorkspaceRow,
    pairs: readonly WorklogPair[],
    at: (index: number) => string,
  ): Promise<void> {
    throwWorklogProblems(
      await this.problemsOf(change, workspace, pairs),
      ({ index, field }) => `${at(index)}${field}`,
    );
  }

  /**
   * Stores changes to entries that can be made.
   *
   * @param as - `detail`: each is a detail of another change, none by itself;
   *   `metadata`: what their traces say besides
   * @returns those in which something differed, as they are now
   */
  async apply(
    change: Change,
    pairs: readonly WorklogPair[],
    {
      detail,
      metadata,
    }: { detail?: boolean; metadata?: RecordedChange['metadata'] } = {},
  ): Promise<WorklogPair[]> {
    const changed: WorklogPair[] = [];
    for await (const some of inChunks(pairs, PAIRS_AT_ONCE)) {
      const differing: WorklogPair[] = [];
      for await (const pair of inSteps(await inTheirPeriods(change.tx, some))) {
        const trace = worklogTrace(pair, change.actor, metadata);
        if (change.record({ ...trace, detail })) {
          differing.push(pair);
        }
      }
      await this.store.save(change.tx, differing, change.now);
      if (some.length === PAIRS_AT_ONCE) {
        await change.writeDown();
      }
      changed.push(...differing);
    }
    return changed;
  }

  /**
   * The same as one act of the actor's: a summary with a count, and a detail for
   * each entry; or nothing but the change itself where it is only one.
   *
   * @param counts - what became of the rows of a file: then there is a summary of
   *   one entry, too, for who is told of it
   */
  async applyTogether(
    change: Change,
    workspace: WorkspaceRow,
    pairs: readonly WorklogPair[],
    action: 'bulk_log' | 'bulk_import',
    counts?: JsonObject,
  ): Promise<WorklogPair[]> {
    if (pairs.length === 1 && !counts) {
      return this.apply(change, pairs);
    }
    const changed = await this.apply(change, pairs, { detail: true });
    if (changed.length > 0) {
      const deleted = changed.filter(({ after }) => !after).length;
      change.record({
        workspace_id: workspace.id,
        // The details are for the members of each project.
        visibility: 'people',
        people: [change.actor.user_ref],
        entity_type: 'workspace',
        entity_id: workspace.id,
        entity_label: workspace.name,
        action,
        before: null,
        after: null,
        metadata: {
          text: countText(changed.length, 'entry', 'entries'),
          entity_type: 'worklog',
          changed: changed.length,
          ...(deleted > 0 ? { deleted } : {}),
          ...counts,
        },
      });
    }
    return changed;
  }
}

/** The same changes, with the status of the period that each entry comes to lie in. */
async function inTheirPeriods(
  tx: Knex,
  pairs: readonly WorklogPair[],
): Promise<WorklogPair[]> {
  const entries = pairs.flatMap(({ after }) => after ?? []);
  if (entries.length === 0) {
    return [...pairs];
  }
  const [{ workspace_id }] = entries;
  const periodOf = await periodsOfDays(tx, workspace_id, entries);
  return pairs.map(({ before, after }) => ({
    before,
    after: after && {
      ...after,
      period_status: periodOf(after)?.status ?? 'open',
    },
  }));
}
