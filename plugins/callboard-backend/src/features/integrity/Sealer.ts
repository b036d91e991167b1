import { Knex } from 'knex';
import { Clock } from '../../clock';
import { beginChain } from './seals/chain';
import { sealRows } from './seals/sealRows';
import { Seal } from './seals/SealRow';

/**
 * How many times as long as a step took it rests after it: whoever writes comes first.
 * It seals a few thousand rows a second like that.
 */
const REST = 4;

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

  /** Seals what has arrived, until there is nothing left or until the signal. */
  async catchUp(signal: AbortSignal): Promise<void> {
    await beginChain(this.deps.knex);
    let isMore = true;
    while (isMore && !signal.aborted) {
      const began = performance.now();
      isMore = await this.sealSome();
      const worked = performance.now() - began;
      await new Promise(resolve => setTimeout(resolve, REST * worked));
    }
  }

  private async sealSome(): Promise<boolean> {
    const { knex, clock, onSeal } = this.deps;
    return knex.transaction(async tx => {
      const { seal, isMore } = await sealRows(tx, clock.now());
      if (seal) {
        await onSeal(tx, seal);
      }
      return isMore;
    });
  }
}
