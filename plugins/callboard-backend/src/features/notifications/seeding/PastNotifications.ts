import { Knex } from 'knex';
import { chunk } from 'lodash';
import { FanOut, FanOutBatch } from '../dispatch/FanOut';
import { FanOutJob } from '../dispatch/FanOutJob';
import { NotificationDispatcher } from '../dispatch/NotificationDispatcher';

const EVENTS_AT_ONCE = 50;

/** Creates past notifications; their fan-out runs here and not in a queue. */
export class PastNotifications {
  readonly dispatcher: NotificationDispatcher;
  #waiting: FanOutJob[] = [];

  constructor(
    private readonly deps: {
      knex: Knex;
      fanOut: FanOut;
      isMandatory: (type: string) => boolean;
    },
  ) {
    this.dispatcher = new NotificationDispatcher({
      isMandatory: deps.isMandatory,
      signal: () => {},
      enqueue: async (_tx, jobs) => {
        this.#waiting.push(...jobs);
      },
    });
  }

  /** Runs the pending fan-out. */
  async handOut(): Promise<void> {
    while (this.#waiting.length > 0) {
      const jobs = this.#waiting;
      this.#waiting = [];
      for (const some of chunk(jobs, EVENTS_AT_ONCE)) {
        this.#waiting.push(...(await this.handOutSome(some)));
      }
    }
  }

  /** @returns those who have not had their turn */
  private async handOutSome(jobs: readonly FanOutJob[]): Promise<FanOutJob[]> {
    const { knex, fanOut } = this.deps;
    const batches: FanOutBatch[] = [];
    for (const job of jobs) {
      const turn = await fanOut.prepareBatch(job);
      batches.push(...(turn ? [turn] : []));
    }
    await knex.transaction(async tx => {
      for (const turn of batches) {
        await fanOut.write(tx, turn);
      }
    });
    return batches.flatMap(({ next }) => next ?? []);
  }
}
