import { NotFoundError } from '@backstage/errors';
import {
  ActivityVerification,
  VerificationJob,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Actor, callboardActor } from '../../../kernel/actor';
import { Core } from '../../../core/Core';
import { lockForUpdate, lockName } from '../../../database/locks';
import { readNewestPage, PageQuery } from '../../../database/paging';
import { Job, JobOutcome } from '../../../queue/Job';
import {
  checkChain,
  CheckState,
  beginCheck,
  toVerification,
  VerificationRange,
  verifyChain,
} from './verifyChain';
import {
  countSealedRows,
  isKnownFinding,
  toTamperingActivity,
  toVerificationActivity,
  buildVerificationColumns,
  readVerification,
  VERIFICATIONS_TABLE as TABLE,
  toVerificationResponse,
  VerificationRow,
} from './VerificationRow';

const QUEUE = 'activity-verifications';

/** The approximate duration of a step, and so the interval of progress updates. */
const STEP_MS = 1_000;

const DAILY_LOCK = 'callboard-daily-verification';

const payload = z.strictObject({ id: z.string() });

/** Verifies the log against its seals, within a request or in the background. */
export class Verifications {
  constructor(
    private readonly deps: Pick<
      Core,
      | 'knex'
      | 'reader'
      | 'clock'
      | 'logger'
      | 'changes'
      | 'queue'
      | 'workspaces'
    >,
  ) {}

  registerWorker(): void {
    this.deps.queue.registerWorker(QUEUE, {
      kind: 'external',
      payload,
      concurrency: 1,
      run: (job, { signal }) => this.runStep(job, signal),
      gaveUp: async ({ payload: { id } }, _, tx) => {
        await tx(TABLE)
          .where({ id })
          .update(this.buildFinishedColumns('failed'));
      },
    });
  }

  /**
   * Verifies the log within a request. Records a new finding as a completed verification, so that
   * other admins see it, too.
   */
  async verifyNow(
    { user_ref }: Actor,
    range: VerificationRange,
  ): Promise<ActivityVerification> {
    const state = await verifyChain(this.deps.reader, range);
    if (state.first_bad) {
      try {
        await this.recordFinding(user_ref, range, state);
      } catch (error) {
        // Returns the finding even if it cannot be recorded.
        this.deps.logger.warn(
          'The finding of a log verification could not be recorded',
          error as Error,
        );
      }
    }
    return toVerification(state);
  }

  private async recordFinding(
    started_by: string,
    range: VerificationRange,
    state: CheckState,
  ): Promise<void> {
    const { reader, changes } = this.deps;
    const rows_total = await countSealedRows(reader, range);
    const workspace_id = await this.getDefaultWorkspaceId();
    await changes.run(callboardActor, async change => {
      const at = change.now;
      const row = buildVerificationColumns(
        { at, started_by, range, rows_total },
        state,
      );
      if (await isKnownFinding(change.tx, state.first_bad!, row.id)) {
        return;
      }
      await change.tx(TABLE).insert({
        ...row,
        status: 'done',
        finished_at: new Date(at),
      });
      change.record(
        toTamperingActivity(workspace_id, row.id, state.first_bad!),
      );
    });
  }

  /** Starts a verification in the background. */
  async start(
    actor: Actor,
    range: VerificationRange,
  ): Promise<VerificationJob> {
    return (await this.begin(actor, range, async () => true))!;
  }

  /** Starts a full verification, unless a previous daily one is still running. */
  async startDaily(): Promise<void> {
    await this.begin(callboardActor, {}, async tx => {
      await lockName(tx, DAILY_LOCK);
      const running = await tx(TABLE)
        .where({ status: 'running', started_by: callboardActor.user_ref })
        .first('id');
      return running === undefined;
    });
  }

  private async begin(
    actor: Actor,
    range: VerificationRange,
    isNeeded: (tx: Knex.Transaction) => Promise<boolean>,
  ): Promise<VerificationJob | undefined> {
    const { knex, changes, queue } = this.deps;
    const state = await beginCheck(knex, range);
    const rows_total = await countSealedRows(knex, range);
    const workspace_id = await this.getDefaultWorkspaceId();
    return changes.run(actor, async change => {
      if (!(await isNeeded(change.tx))) {
        return undefined;
      }
      const verification = buildVerificationColumns(
        { at: change.now, started_by: actor.user_ref, range, rows_total },
        state,
      );
      await change.tx(TABLE).insert(verification);
      await queue.add(change.tx, [
        { queue: QUEUE, payload: { id: verification.id } },
      ]);
      const row = await this.read(change.tx, verification.id);
      change.record({
        ...toVerificationActivity(workspace_id, row.id),
        before: null,
        after: { id: row.id, from: row.first_number, to: row.last_number },
      });
      return toVerificationResponse(row);
    });
  }

  /** Lists the verifications, newest first. */
  async list(query: PageQuery) {
    return readNewestPage(query, this.deps.knex(TABLE), row =>
      toVerificationResponse(readVerification(row)),
    );
  }

  /**
   * Returns a verification.
   *
   * @throws NotFoundError when it does not exist
   */
  async get(id: string): Promise<VerificationJob> {
    return toVerificationResponse(await this.read(this.deps.knex, id));
  }

  /**
   * Cancels a running verification; a completed one stays unchanged.
   *
   * @throws NotFoundError when it does not exist
   */
  async cancel(actor: Actor, id: string): Promise<VerificationJob> {
    const workspace_id = await this.getDefaultWorkspaceId();
    return this.deps.changes.run(actor, async change => {
      const { status } = await this.lock(change.tx, id);
      if (status === 'running') {
        await change
          .tx(TABLE)
          .where({ id })
          .update(this.buildFinishedColumns('cancelled'));
        change.record({
          ...toVerificationActivity(workspace_id, id),
          action: 'cancel',
          before: { id, status },
          after: { id, status: 'cancelled' },
        });
      }
      return toVerificationResponse(await this.read(change.tx, id));
    });
  }

  /** Verifies for about `STEP_MS`, then queues the next step. */
  private async runStep(
    { payload: { id } }: Job<{ id: string }>,
    signal: AbortSignal,
  ): Promise<JobOutcome> {
    const { knex, reader } = this.deps;
    const verification = await this.read(knex, id);
    if (verification.status !== 'running') {
      return undefined;
    }
    const deadline = performance.now() + STEP_MS;
    let { state } = verification;
    let isDone = state.first_bad !== null;
    if (!isDone) {
      const upTo = verification.last_number ?? undefined;
      for await (const checked of checkChain(reader, state, upTo)) {
        ({ state, isDone } = checked);
        if (signal.aborted || performance.now() > deadline) {
          break;
        }
      }
    }
    await this.save(id, state, isDone);
    return isDone ? undefined : { again: { id } };
  }

  private async save(
    id: string,
    state: CheckState,
    isDone: boolean,
  ): Promise<void> {
    const workspace_id = await this.getDefaultWorkspaceId();
    await this.deps.changes.run(callboardActor, async change => {
      const saved = await change
        .tx(TABLE)
        .where({ id, status: 'running' })
        .update({
          state: JSON.stringify(state),
          ...(isDone && this.buildFinishedColumns('done')),
        });
      const { first_bad } = state;
      if (
        saved > 0 &&
        first_bad &&
        !(await isKnownFinding(change.tx, first_bad, id))
      ) {
        change.record(toTamperingActivity(workspace_id, id, first_bad));
      }
    });
  }

  private buildFinishedColumns(status: VerificationJob['status']) {
    return { status, finished_at: new Date(this.deps.clock.now()) };
  }

  private async read(knex: Knex, id: string): Promise<VerificationRow> {
    return readOne(knex(TABLE).where({ id }), id);
  }

  private async lock(tx: Knex, id: string): Promise<VerificationRow> {
    return readOne(lockForUpdate(tx(TABLE).where({ id })), id);
  }

  private async getDefaultWorkspaceId(): Promise<string> {
    return (await this.deps.workspaces.findDefault())!.id;
  }
}

async function readOne(
  query: Knex.QueryBuilder,
  id: string,
): Promise<VerificationRow> {
  const row = await query.first();
  if (!row) {
    throw new NotFoundError(`Verification ${id} not found`);
  }
  return readVerification(row);
}
