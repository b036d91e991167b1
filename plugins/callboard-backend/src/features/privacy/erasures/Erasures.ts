import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  ERASED_NAME,
  Erasure,
  ErasurePreview,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Caller } from '../../../access/Caller';
import { Core } from '../../../core/Core';
import { addErasedPerson } from '../../../core/people/erasedPeople';
import { isUniqueViolation, writeJson } from '../../../database/dialect';
import { createId } from '../../../database/ids';
import { PersonalData } from '../../../database/FeatureTables';
import { readNewestPage, PageQuery } from '../../../database/paging';
import { Job, JobOutcome } from '../../../queue/Job';
import { AccessLog } from '../accessLog/AccessLog';
import { ErasureSubject, collectPersonIdentifiers } from './ErasureSubject';
import {
  toErasureResponse,
  ErasureRow,
  readErasure,
  pseudonymiseErasure,
} from './ErasureRow';
import { ErasureSteps } from './ErasureSteps';
import { PersonEraser } from './PersonEraser';

const TABLE = 'erasures';

const QUEUE = 'erasures';

/** The approximate time for which an erasure runs before other queued erasures get their turn. */
const RUN_MS = 2_000;

/** For callers who see pseudonyms, counts are rounded up to a multiple of this. */
const COUNT_ROUNDING = 100;

const payload = z.strictObject({ id: z.string() });

export class Erasures {
  constructor(
    private readonly deps: Pick<
      Core,
      | 'knex'
      | 'reader'
      | 'clock'
      | 'changes'
      | 'queue'
      | 'workspaces'
      | 'people'
      | 'defaultMemberships'
      | 'privacy'
    > & {
      accessLog: AccessLog;
      steps: ErasureSteps;
      /** The personal data declared by all tables. */
      personal: readonly PersonalData[];
    },
  ) {}

  registerWorker(): void {
    this.deps.queue.registerWorker(QUEUE, {
      kind: 'external',
      payload,
      concurrency: 1,
      run: (job, { signal }) => this.runJob(job, signal),
      gaveUp: async ({ payload: { id } }, _, tx) => {
        await tx(TABLE)
          .where({ id, status: 'running' })
          .update({
            status: 'failed',
            finished_at: new Date(this.deps.clock.now()),
          });
      },
    });
  }

  /**
   * Counts the rows that an erasure would change. For a caller who sees pseudonyms, rounds the
   * counts and records the preview in the person's access log: exact counts before and after an
   * action would reveal the person of a pseudonym.
   */
  async preview(caller: Caller, user_ref: string): Promise<ErasurePreview> {
    const { accessLog, privacy, steps } = this.deps;
    const person = await this.identify(caller, user_ref);
    if (!(await privacy.getPseudonymiser(caller))) {
      return { dry_run: true, ...(await steps.count(person)) };
    }
    await accessLog.record([
      {
        person_ref: user_ref,
        actor: caller,
        kind: 'erasure_preview',
        scope: 'admin',
        workspace_id: null,
      },
    ]);
    const { tables } = await steps.count(person);
    return {
      dry_run: true,
      tables: tables.map(({ table, rows }) => ({
        table,
        rows: Math.ceil(rows / COUNT_ROUNDING) * COUNT_ROUNDING,
      })),
      is_exact: false,
    };
  }

  /**
   * Starts an erasure. If an erasure of the same person is running, returns that erasure; if it has
   * failed, resumes it.
   *
   * @throws ConflictError when callers try to erase themselves
   */
  async start(
    caller: Caller,
    { user_ref, reason }: { user_ref: string; reason: string },
  ): Promise<Erasure> {
    const person = await this.identify(caller, user_ref);
    const [erasure] = await this.toErasureResponses(caller, [
      await this.beginOrResume(caller, person, reason),
    ]);
    return erasure;
  }

  private async beginOrResume(
    caller: Caller,
    person: ErasureSubject,
    reason: string,
  ): Promise<ErasureRow> {
    const { user_ref } = person;
    const findUnfinished = () =>
      this.deps.knex(TABLE).where({ user_ref }).first();
    if (!(await findUnfinished())) {
      try {
        return await this.insert(caller, person, reason);
      } catch (error) {
        if (!isUniqueViolation(error)) {
          throw error;
        }
      }
    }
    const row = await findUnfinished();
    if (!row) {
      // Another erasure of this person has just completed. A new one is harmless.
      return this.insert(caller, person, reason);
    }
    return this.resume(row.id);
  }

  /** Lists the erasures, newest first. */
  async list(caller: Caller, query: PageQuery) {
    const rows = this.deps.knex(TABLE);
    const page = await readNewestPage(query, rows, readErasure);
    return {
      ...page,
      items: await this.toErasureResponses(caller, page.items),
    };
  }

  /**
   * Returns an erasure.
   *
   * @throws NotFoundError when it does not exist
   */
  async get(caller: Caller, id: string): Promise<Erasure> {
    const row = await this.read(this.deps.knex, id);
    return (await this.toErasureResponses(caller, [row]))[0];
  }

  private async toErasureResponses(
    caller: Caller,
    rows: readonly ErasureRow[],
  ): Promise<Erasure[]> {
    const pseudonymiser = await this.deps.privacy.getPseudonymiser(caller);
    const workspace_id = await this.getDefaultWorkspaceId();
    return rows.map(row =>
      pseudonymiseErasure(toErasureResponse(row), workspace_id, pseudonymiser),
    );
  }

  /** @throws ConflictError when callers try to erase themselves */
  private async identify(
    caller: Caller,
    user_ref: string,
  ): Promise<ErasureSubject> {
    if (caller.user_ref === user_ref) {
      throw new ConflictError(
        'You cannot erase yourself. Ask another super admin',
      );
    }
    return collectPersonIdentifiers(
      this.deps.reader,
      user_ref,
      this.deps.personal,
    );
  }

  private async insert(
    caller: Caller,
    person: ErasureSubject,
    reason: string,
  ): Promise<ErasureRow> {
    const { changes, queue, steps } = this.deps;
    const state = await steps.begin();
    const workspace_id = await this.getDefaultWorkspaceId();
    return changes.run(caller, async change => {
      const id = createId(change.now);
      await addErasedPerson(change.tx, person.user_ref);
      await change.tx(TABLE).insert({
        id,
        user_ref: person.user_ref,
        person: writeJson(person),
        pseudonym: person.pseudonym,
        reason: new PersonEraser(person).erase(reason),
        status: 'running',
        requested_by: caller.user_ref,
        started_at: new Date(change.now),
        state: writeJson(state),
      });
      await queue.add(change.tx, [{ queue: QUEUE, payload: { id } }]);
      const row = await this.read(change.tx, id);
      change.record({
        workspace_id,
        visibility: 'admins',
        entity_type: 'erasure',
        entity_id: id,
        entity_label: null,
        before: null,
        after: { id, pseudonym: row.pseudonym, reason: row.reason },
      });
      return row;
    });
  }

  /** Queues an erasure again if it has failed. */
  private async resume(id: string): Promise<ErasureRow> {
    const { knex, queue } = this.deps;
    return knex.transaction(async tx => {
      const failed = await tx(TABLE)
        .where({ id, status: 'failed' })
        .update({ status: 'running', finished_at: null });
      if (failed > 0) {
        await queue.add(tx, [{ queue: QUEUE, payload: { id } }]);
      }
      return this.read(tx, id);
    });
  }

  /** Erases for about `RUN_MS`, then queues the job again. */
  private async runJob(
    { payload: { id } }: Job<{ id: string }>,
    signal: AbortSignal,
  ): Promise<JobOutcome> {
    const { knex, steps } = this.deps;
    const row = await this.read(knex, id);
    const { person } = row;
    if (row.status !== 'running' || !person) {
      return undefined;
    }
    const state = await steps.run(
      { ...row, person },
      { until: performance.now() + RUN_MS, signal },
    );
    // If no row was erased, nothing shows the pseudonym.
    if (state.tables.length > 0) {
      await this.rememberPseudonym(row);
    }
    if (state.step < state.steps) {
      return { again: { id } };
    }
    await this.finish(row);
    return undefined;
  }

  /** Stores the name to show for a pseudonym. */
  private async rememberPseudonym({ pseudonym }: ErasureRow): Promise<void> {
    await this.deps.people.remember([
      {
        user_ref: pseudonym,
        display_name: ERASED_NAME,
        email: null,
        picture: null,
      },
    ]);
  }

  /** Marks an erasure as complete and deletes its personal data. */
  private async finish({ id, user_ref }: ErasureRow): Promise<void> {
    const { knex, clock, people, defaultMemberships } = this.deps;
    await knex(TABLE)
      .where({ id, status: 'running' })
      .update({
        status: 'done',
        finished_at: new Date(clock.now()),
        user_ref: null,
        person: null,
      });
    people.clearCache();
    defaultMemberships.forget(user_ref!);
  }

  private async read(knex: Knex, id: string): Promise<ErasureRow> {
    const row = await knex(TABLE).where({ id }).first();
    if (!row) {
      throw new NotFoundError(`Erasure ${id} not found`);
    }
    return readErasure(row);
  }

  private async getDefaultWorkspaceId(): Promise<string> {
    return (await this.deps.workspaces.findDefault())!.id;
  }
}
