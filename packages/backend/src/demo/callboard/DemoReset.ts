import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, stringifyError } from '@backstage/errors';
import { SeederHandle } from '@callboard/plugin-callboard-node';
import { randomUUID } from 'crypto';
import { DemoService } from '../DemoService';
import { DemoSettings } from '../DemoSettings';
import { SeedCounts } from '../year/seedYear';
import { DemoSeeder } from './DemoSeeder';

/** How far making the demo data anew has come. */
export interface DemoResetStatus {
  state: 'idle' | 'running' | 'done' | 'failed';
  /** Events stored so far. */
  events: number;
  counts?: SeedCounts;
  error?: string;
}

/** Makes the demo data anew, one run at a time. */
export class DemoReset {
  #state: DemoResetStatus['state'] = 'idle';
  #error?: string;

  constructor(
    private readonly options: {
      demo: DemoService;
      seeder: DemoSeeder;
      handle: SeederHandle;
      logger: LoggerService;
    },
  ) {}

  status(): DemoResetStatus {
    const { events, counts } = this.options.seeder;
    return {
      state: this.#state,
      events,
      ...(this.#state === 'done' && { counts }),
      ...(this.#error !== undefined && { error: this.#error }),
    };
  }

  /**
   * Begins a run and returns at once; `status` tells how it goes.
   *
   * @throws ConflictError while another one is going on
   */
  begin(settings: Omit<DemoSettings, 'pending'>): DemoResetStatus {
    if (this.#state === 'running') {
      throw new ConflictError('The demo data are being made anew already');
    }
    void this.#run({ ...settings, pending: randomUUID() });
    return this.status();
  }

  /**
   * Makes up for a run that was asked for while the portal was not running. One
   * that has begun to delete is never begun again: people may have made things
   * since.
   */
  async catchUp(): Promise<void> {
    const settings = await this.options.demo.settings();
    if (settings.pending) {
      await this.#run(settings);
    }
  }

  async #run(settings: DemoSettings): Promise<void> {
    const { demo, handle, logger, seeder } = this.options;
    this.#state = 'running';
    this.#error = undefined;
    seeder.events = 0;
    try {
      await demo.change(settings);
      await handle.reset({ id: settings.pending ?? undefined });
      this.#state = 'done';
      logger.info(`Demo data made anew: ${JSON.stringify(seeder.counts)}`);
    } catch (error) {
      logger.error('Making the demo data anew failed', error as Error);
      await this.#giveUp(settings);
      this.#state = 'failed';
      this.#error = stringifyError(error);
    }
  }

  /**
   * Forgets the request. The person who made it sees the error, and can try
   * again.
   */
  async #giveUp(settings: DemoSettings): Promise<void> {
    const { demo, logger } = this.options;
    try {
      await demo.change({ ...settings, pending: null });
    } catch (error) {
      logger.error('The demo settings could not be kept', error as Error);
    }
  }
}
