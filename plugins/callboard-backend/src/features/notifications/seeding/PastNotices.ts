import { Knex } from 'knex';
import { chunk } from 'lodash';
import { FanOut, Turn } from '../telling/FanOut';
import { FanOutJob } from '../telling/FanOutJob';
import { Telling } from '../telling/Telling';

const NOTICES_AT_ONCE = 50;

/** Tells people of the past: what is told is handed out here and by no queue. */
export class PastNotices {
  readonly telling: Telling;
  #waiting: FanOutJob[] = [];

  constructor(
    private readonly deps: {
      knex: Knex;
      fanOut: FanOut;
      isMandatory: (type: string) => boolean;
    },
  ) {
    this.telling = new Telling({
      isMandatory: deps.isMandatory,
      signal: () => {},
      enqueue: async (_tx, jobs) => {
        this.#waiting.push(...jobs);
      },
    });
  }

  /** Gives everybody their copies of what has been told. */
  async handOut(): Promise<void> {
    while (this.#waiting.length > 0) {
      const jobs = this.#waiting;
      this.#waiting = [];
      for (const some of chunk(jobs, NOTICES_AT_ONCE)) {
        this.#waiting.push(...(await this.handOutSome(some)));
      }
    }
  }

  /** @returns those who have not had their turn */
  private async handOutSome(jobs: readonly FanOutJob[]): Promise<FanOutJob[]> {
    const { knex, fanOut } = this.deps;
    const turns: Turn[] = [];
    for (const job of jobs) {
      const turn = await fanOut.nextTurn(job);
      turns.push(...(turn ? [turn] : []));
    }
    await knex.transaction(async tx => {
      for (const turn of turns) {
        await fanOut.write(tx, turn);
      }
    });
    return turns.flatMap(({ next }) => next ?? []);
  }
}
