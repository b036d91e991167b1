import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { Clock } from '../../clock';
import { beginChain } from './seals/chain';
import { sealRows, Step } from './seals/sealRows';
import { Seal } from './seals/SealRow';

/**
 * How many times as long as a step took it rests after it: whoever writes comes first.
 * It seals a few thousand rows a second like that.
 */
const REST = 4;

/**
 * When it tries again where somebody else has the end of the chain: whoever erases
 * millions of rows lets go of it again and again, but each time for a moment.
 */
const RETRY_MS = 20;

/** How long it tries; it comes back every few seconds. */
const SEALING_TIMEOUT_MS = 4_000;

/** Seals what has arrived in the log. */
export class Sealer {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      /** Called in the transaction that makes a seal. */
      onSeal: (tx: Knex.Transaction, seal: Seal) => Promise<void>;
    },
  ) {}

  /**
   * Seals what has arrived, until there is nothing left or until the signal.
   *
   * @returns whether there may be more, which somebody else has kept it from
   */
  async catchUp(signal: AbortSignal): Promise<boolean> {
    await beginChain(this.deps.knex);
    let startedAt = performance.now();
    while (!signal.aborted) {
      const began = performance.now();
      const { isMore, isTaken } = await this.sealSome();
      const worked = performance.now() - began;
      if (!isTaken) {
        startedAt = performance.now();
      }
      if (!isMore || performance.now() - startedAt > SEALING_TIMEOUT_MS) {
        return isMore;
      }
      await sleep(isTaken ? RETRY_MS : REST * worked);
    }
    return false;
  }

  private async sealSome(): Promise<Step> {
    const { knex, clock, onSeal } = this.deps;
    return knex.transaction(async tx => {
      const step = await sealRows(tx, clock.now());
      if (step.seal) {
        await onSeal(tx, step.seal);
      }
      return step;
    });
  }
}
