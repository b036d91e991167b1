import { Knex } from 'knex';
import { z } from 'zod';
import { silentLogger } from '../../__testUtils__/changeFixture';
import { until } from '../../__testUtils__/until';
import { Job, NewJob, QueueOptions } from '../Job';
import { Queue } from '../Queue';

const payload = z.strictObject({ name: z.string() });

/** The payload of test jobs. */
export type Named = z.output<typeof payload>;

type Options = Partial<Omit<QueueOptions<Named>, 'kind' | 'run'>>;

type Prepare = Extract<
  QueueOptions<Named>,
  { kind: 'transactional' }
>['prepare'];

type Run<Kind> = Extract<QueueOptions<Named>, { kind: Kind }>['run'];

/** Queues on a database, with a clock that tests set. */
export class QueueFixture {
  #now = Date.parse('2026-05-01T10:00:00Z');
  readonly #queues: Queue[] = [];
  readonly #adder: Queue;

  constructor(readonly knex: Knex) {
    this.#adder = this.createQueue();
  }

  get now(): number {
    return this.#now;
  }

  /** Sets the clock, and makes workers check for due jobs. */
  set now(now: number) {
    this.#now = now;
    this.#queues.forEach(queue => queue.wake('q'));
  }

  /** The queue of a replica, without a worker and not started. */
  createQueue(knex = this.knex): Queue {
    const clock = { now: () => this.now };
    const queue = new Queue({
      knex,
      clock,
      logger: silentLogger,
      graceMs: 50,
    });
    this.#queues.push(queue);
    return queue;
  }

  /** Starts an external worker of the queue `q`. */
  startWorker(
    run: Run<'external'>,
    options: Options = {},
    knex = this.knex,
  ): Queue {
    const queue = this.createQueue(knex);
    queue.registerWorker('q', {
      payload,
      concurrency: 4,
      ...options,
      kind: 'external',
      run,
    });
    queue.start();
    return queue;
  }

  /** Starts a transactional worker of the queue `q`. */
  startTransactionalWorker(
    run: Run<'transactional'>,
    options: Options & { prepare?: Prepare } = {},
    knex = this.knex,
  ): Queue {
    const queue = this.createQueue(knex);
    queue.registerWorker('q', {
      payload,
      concurrency: 2,
      ...options,
      kind: 'transactional',
      run,
    });
    queue.start();
    return queue;
  }

  /** Adds jobs to the queue `q`, each with its name. */
  async add(
    names: readonly string[],
    options: Partial<NewJob> = {},
    queue = this.#adder,
  ): Promise<void> {
    await this.knex.transaction(tx =>
      queue.add(
        tx,
        names.map(name => ({ queue: 'q', payload: { name }, ...options })),
      ),
    );
  }

  /** All jobs, oldest first. */
  listJobs(): Promise<any[]> {
    return this.knex('jobs').orderBy('id');
  }

  /** Waits until no jobs except dead letters are left. */
  async untilDone(): Promise<void> {
    await until(async () => {
      const left = await this.knex('jobs').whereNot({ state: 'dead_lettered' });
      return left.length === 0;
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#queues.map(queue => queue.stop()));
  }
}

/** The name of a job. */
export const getJobName = (job: Job<Named>) => job.payload.name;

/** A gate at which handlers wait until a test opens it. */
export function gate() {
  let open: () => void;
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
