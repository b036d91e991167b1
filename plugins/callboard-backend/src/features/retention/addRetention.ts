import { endpoints } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { FeatureTables } from '../../database/FeatureTables';
import { IntegrityServices } from '../integrity/addIntegrity';
import { dropEmptyMonths } from '../../database/activityMonths';
import { RetentionService, listRules, lockRules } from './RetentionService';
import { repeatWithPauses } from '../../kernel/yielding';
import { inListSql } from '../../database/bulk';
import { chooseBatchSize } from '../../database/dialect';
import { deleteCountedRows } from '../activity/rollups/countedRows';
import { scanLog } from '../activity/scanLog';
import { deleteSomeUnusedTexts } from '../activity/texts/deleteUnusedTexts';
import { SealedLog } from '../integrity/SealedLog';
import {
  EffectiveRule,
  resolveEffectiveRules,
  computeExpiry,
  buildRuleCondition,
} from './selectExpiredRows';

/** The number of rows deleted per transaction: a tenth of a second of work. */
const BATCH_SIZE = 1_000;

/** SQLite needs smaller batches, because it blocks the thread during the transaction. */
const BATCH_SIZE_IN_SQLITE = 100;

/** The number of rows that a statement scans, as a multiple of the batch size. */
const SCAN_FACTOR = 20;

interface RetentionDeps extends Pick<Core, 'knex' | 'reader' | 'clock'> {
  sealedLog: SealedLog;
}

/**
 * Deletes expired rows in batches until none is left or the signal aborts. Then deletes texts that
 * no row uses any more. Leaves rows that are not sealed yet to a later run, and also the rows of a
 * rule that changes during the run.
 */
async function applyRetention(
  deps: RetentionDeps,
  signal: AbortSignal,
): Promise<void> {
  const { knex, clock } = deps;
  const rules = resolveEffectiveRules(await listRules(knex));
  if (rules.length === 0) {
    return;
  }
  for (const effective of rules) {
    await runSteps(signal, after => deleteBatch(deps, effective, after));
  }
  // Runs even if no rows were deleted: an earlier run may have been aborted before this step.
  const latestExpiry = Math.max(
    ...rules.map(effective => computeExpiry(effective, clock.now())),
  );
  await runSteps(signal, after =>
    deleteSomeUnusedTexts(knex, latestExpiry, after),
  );
}

/**
 * Deletes some of the expired rows of a rule.
 *
 * @param after - the id to continue after
 * @returns the id to continue after; undefined if no rows are left or the rule has changed
 */
async function deleteBatch(
  deps: RetentionDeps,
  effective: EffectiveRule,
  after: string | undefined,
): Promise<string | undefined> {
  const { knex, reader, clock } = deps;
  const maxRows = chooseBatchSize(knex, {
    concurrent: BATCH_SIZE,
    blocking: BATCH_SIZE_IN_SQLITE,
  });
  const now = clock.now();
  const condition = buildRuleCondition(reader, effective);
  const { found, next } = await scanLog(reader, condition, {
    after,
    before: computeExpiry(effective, now),
    maxRows,
    maxScannedRows: maxRows * SCAN_FACTOR,
  });
  const isRuleUnchanged =
    found.length === 0 || (await deleteExpired(deps, effective, found, now));
  return isRuleUnchanged ? next : undefined;
}

/**
 * Deletes expired rows, updates the counts, and records the deletion in the integrity chain.
 *
 * @returns false if it deleted nothing because the rule has changed
 */
async function deleteExpired(
  { knex, sealedLog }: RetentionDeps,
  effective: EffectiveRule,
  expired: readonly string[],
  now: number,
): Promise<boolean> {
  return knex.transaction(async tx => {
    const end = await sealedLog.lockChain(tx);
    // A run can take hours. After a rule is withdrawn, it must delete nothing more.
    const currentRules = resolveEffectiveRules(await lockRules(tx));
    if (!currentRules.some(current => isEqual(current, effective))) {
      return false;
    }
    const seals = await sealedLog.find(tx, expired);
    const ids = seals.flatMap(({ rows }) => rows.map(({ id }) => id));
    if (ids.length === 0) {
      return true;
    }
    await deleteCountedRows(tx, ids, () => deleteRows(tx, ids));
    await sealedLog.markDeleted(tx, end, seals, {
      kind: 'retention',
      rule: {
        ...effective.rule,
        before: new Date(computeExpiry(effective, now)).toISOString(),
      },
      now,
    });
    return true;
  });
}

/** Runs steps, each from the end of the previous one, until none is left or the signal aborts. */
async function runSteps(
  signal: AbortSignal,
  step: (after: string | undefined) => Promise<string | undefined>,
): Promise<void> {
  let after: string | undefined;
  await repeatWithPauses(signal, async () => {
    after = await step(after);
    return after !== undefined;
  });
}

async function deleteRows(tx: Knex, ids: readonly string[]): Promise<void> {
  await tx('activity_readers')
    .whereRaw(...inListSql(tx, 'activity_id', ids))
    .delete();
  await tx('activity')
    .whereRaw(...inListSql(tx, 'id', ids))
    .delete();
}

const retentionData: FeatureTables = {
  domain: 'retention',
  personal: [],
};

/**
 * Adds the retention rules of the log, and a daily task that deletes rows whose retention has
 * expired.
 */
export async function addRetention(
  core: Core,
  { sealedLog }: IntegrityServices,
): Promise<Feature> {
  const { knex, clock, platform, router } = core;
  const service = new RetentionService(core);
  router.handle(endpoints.getRetention, () => service.get());
  router.handle(endpoints.setRetention, ({ caller, body }) =>
    service.set(caller, body.rules),
  );
  router.handle(endpoints.previewRetention, ({ body }) =>
    service.preview(body.rules),
  );
  await platform.scheduler.scheduleTask({
    id: 'callboard-activity-retention',
    frequency: { days: 1 },
    timeout: { hours: 12 },
    initialDelay: { minutes: 10 },
    fn: async signal => {
      await applyRetention({ ...core, sealedLog }, signal);
      await dropEmptyMonths(knex, clock.now());
    },
  });
  return { data: retentionData, services: {} };
}
