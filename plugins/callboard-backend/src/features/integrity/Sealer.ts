import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { Clock } from '../../kernel/clock';
import { beginChain } from './seals/chain';
import { sealRows, Step } from './seals/sealRows';
import { Seal } from './seals/SealRow';

/**
 * The pause after a step, as a multiple of its duration, to give priority to writers. Still seals a
 * few thousand rows a second.
 */
const PAUSE_FACTOR = 4;

/**
 * The retry interval while another transaction has locked the end of the chain: an erasure of
 * millions of rows releases it again and again, each time for a moment.
 */
const RETRY_MS = 20;

/** How long a locked chain is retried. The sealer runs again every few seconds anyway. */
const LOCK_TIMEOUT_MS = 4_000;

/** Seals the rows that have arrived in the log. */
export class Sealer {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      /** Called in the transaction that creates a seal. */
      onSeal: (tx: Knex.Transaction, seal: Seal) => Promise<void>;
    },
  ) {}

  /**
   * Seals arrived rows until none are left or the signal aborts.
   *
   * @returns whether rows may be left because another transaction holds the lock
   */
  async catchUp(signal: AbortSignal): Promise<boolean> {
    await beginChain(this.deps.knex);
    let lastUnlockedAt = performance.now();
    while (!signal.aborted) {
      const began = performance.now();
      const { isMore, isLocked } = await this.sealNext();
      const worked = performance.now() - began;
      if (!isLocked) {
        lastUnlockedAt = performance.now();
      }
      if (!isMore || performance.now() - lastUnlockedAt > LOCK_TIMEOUT_MS) {
        return isMore;
      }
      await sleep(isLocked ? RETRY_MS : PAUSE_FACTOR * worked);
    }
    return false;
  }

  private async sealNext(): Promise<Step> {
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
