import {
  CriticalEvent,
  MAX_CRITICAL_MINUTES,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { processNextRows } from '../../../changes/LogConsumers';
import { Arrival } from '../../../database/arrivals';
import { repeatWithPauses } from '../../../kernel/yielding';
import { Core } from '../../../core/Core';
import { chooseBatchSize } from '../../../database/dialect';
import {
  ActivityPseudonymiser,
  NOBODY,
} from '../../../pseudonyms/ActivityPseudonymiser';
import { NotificationSender } from '../../notifications/dispatch/NotificationEvent';
import { createCriticalEventNotification } from '../criticalEventNotification';
import {
  deleteCriticalEvents,
  lockUnacknowledgedCriticalEvents,
  saveCriticalEvents,
} from '../CriticalEventStore';
import { pseudonymiseEvent } from '../CriticalEventService';
import {
  ConfiguredRule,
  listCriticalRules,
} from '../rules/CriticalRuleService';
import { OccurrenceGrouping } from './OccurrenceGrouping';
import { MatchedLogRow } from '../rules/criticalRules';
import { isMatched, readMatchedLogRows } from './readMatchedLogRows';
import {
  deleteOldRuleCounts,
  listRuleCounts,
  saveRuleCounts,
} from './RuleCountStore';

const WATERMARK_TABLE = 'critical_watermark';

/** The number of log rows that one transaction evaluates, in tens of milliseconds. */
const ROWS_PER_TRANSACTION = 2_000;

/** Smaller for SQLite, which blocks the thread during each transaction. */
const ROWS_PER_TRANSACTION_IN_SQLITE = 200;

const DAY_MS = 24 * 60 * 60_000;

/** Older rows raise no events, because a restore of the database can make them appear as new. */
const MAX_ROW_AGE_DAYS = 7;

const RETENTION_DAYS = 365;

const DELETE_BATCH_SIZE = 1_000;

const NO_OCCURRENCES = { occurrences: 0, dataRows: 0 };

/**
 * Reads new rows of the log and raises critical events. Evaluates each row once, on one replica at
 * a time, after the transaction that wrote the row.
 */
export class CriticalWatch {
  constructor(
    private readonly deps: Pick<
      Core,
      'knex' | 'clock' | 'logger' | 'workspaces' | 'privacy'
    > & { dispatcher: NotificationSender | undefined },
  ) {}

  /** Evaluates new rows until none is left or the signal aborts. */
  async catchUp(signal: AbortSignal): Promise<void> {
    const { knex, privacy } = this.deps;
    // All admins get the same notification, so it shows no name that some of them may not see.
    const pseudonymiser = await privacy.getPseudonymiser({ user_ref: NOBODY });
    const maxRows = chooseBatchSize(knex, {
      concurrent: ROWS_PER_TRANSACTION,
      blocking: ROWS_PER_TRANSACTION_IN_SQLITE,
    });
    const batch = { table: WATERMARK_TABLE, maxRows };
    await repeatWithPauses(signal, () =>
      processNextRows(knex, batch, (tx, from, to) =>
        this.evaluateRows(tx, { from, to }, pseudonymiser),
      ),
    );
  }

  /** Deletes expired counts, and expired events in batches. */
  async deleteExpired(signal: AbortSignal): Promise<void> {
    const { knex, clock } = this.deps;
    await deleteOldRuleCounts(knex, clock.now() - DAY_MS);
    const before = clock.now() - RETENTION_DAYS * DAY_MS;
    await repeatWithPauses(signal, async () => {
      const deleted = await deleteCriticalEvents(
        knex,
        before,
        DELETE_BATCH_SIZE,
      );
      return deleted === DELETE_BATCH_SIZE;
    });
  }

  private async evaluateRows(
    tx: Knex.Transaction,
    range: { from: Arrival; to: Arrival },
    pseudonymiser: ActivityPseudonymiser | undefined,
  ): Promise<void> {
    const rules = await listCriticalRules(tx);
    const enabled = rules.filter(({ settings }) => settings.is_enabled);
    const since = this.deps.clock.now() - MAX_ROW_AGE_DAYS * DAY_MS;
    const matchers = enabled.flatMap(({ spec }) => spec.matchers);
    const rows =
      matchers.length > 0
        ? await readMatchedLogRows(tx, matchers, { ...range, since })
        : [];
    const raised = await this.raise(tx, enabled, rows);
    await this.notify(
      tx,
      enabled,
      raised.map(event => pseudonymiseEvent(event, pseudonymiser)),
    );
  }

  private async raise(
    tx: Knex.Transaction,
    rules: readonly ConfiguredRule[],
    rows: readonly MatchedLogRow[],
  ): Promise<readonly CriticalEvent[]> {
    const ruleMatches = rows.flatMap(row =>
      rules
        .map(rule => ({ rule, row, ...this.getCounts(rule, row) }))
        .filter(({ occurrences }) => occurrences > 0),
    );
    if (ruleMatches.length === 0) {
      return [];
    }
    const actors = uniq(ruleMatches.map(({ row }) => row.user_id));
    const earliest = Math.min(...ruleMatches.map(({ row }) => row.at));
    const since = earliest - MAX_CRITICAL_MINUTES * 60_000;
    const open = await lockUnacknowledgedCriticalEvents(tx, actors, since);
    const previous = { open, ruleCounts: await listRuleCounts(tx, actors) };
    const grouping = new OccurrenceGrouping(previous, this.deps.clock.now());
    ruleMatches.forEach(({ rule, row, ...counts }) =>
      grouping.add(rule, row, counts),
    );
    await saveCriticalEvents(tx, grouping.events);
    await saveRuleCounts(tx, grouping.changedCounts);
    return grouping.raised;
  }

  private getCounts(
    { spec }: ConfiguredRule,
    row: MatchedLogRow,
  ): { occurrences: number; dataRows: number } {
    try {
      return spec.matchers.some(each => isMatched(row, each))
        ? {
            occurrences: Number(spec.countOccurrences(row)),
            dataRows: spec.countDataRows?.(row) ?? 0,
          }
        : NO_OCCURRENCES;
    } catch (error) {
      // An unexpected row must not stop the evaluation of other rows.
      this.deps.logger.warn(
        `The critical event rule ${spec.id} could not evaluate row ${row.id} of the activity log`,
        error as Error,
      );
      return NO_OCCURRENCES;
    }
  }

  private async notify(
    tx: Knex.Transaction,
    rules: readonly ConfiguredRule[],
    raised: readonly CriticalEvent[],
  ): Promise<void> {
    const { clock, dispatcher, workspaces } = this.deps;
    const specs = new Map(rules.map(({ spec }) => [spec.id, spec]));
    const newEvents = raised.filter(
      event => !specs.get(event.rule_id)!.isNotifiedAlready?.(event),
    );
    const ids = uniq(newEvents.map(({ workspace_id }) => workspace_id));
    const foundWorkspaces = await workspaces.findMany(tx, ids);
    const slugs = new Map(foundWorkspaces.map(({ id, slug }) => [id, slug]));
    const at = clock.now();
    await dispatcher?.notify(
      tx,
      newEvents.flatMap(event => {
        const slug = slugs.get(event.workspace_id);
        const spec = specs.get(event.rule_id)!;
        // A deleted workspace has no admins.
        return slug
          ? createCriticalEventNotification(event, { spec, slug, at })
          : [];
      }),
    );
  }
}
