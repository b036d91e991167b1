import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, isError, stringifyError } from '@backstage/errors';
import { SeederHandle } from '@callboard/plugin-callboard-node';
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
    void this.#run({ ...settings, pending: true });
    return this.status();
  }

  /** Makes up for a run that was asked for while the portal was not running. */
  async catchUp(): Promise<void> {
    const settings = await this.options.demo.settings();
    if (settings.pending) {
      await this.#run(settings);
    }
  }

  async #run(settings: DemoSettings): Promise<void> {
    const { demo, logger, seeder } = this.options;
    this.#state = 'running';
    this.#error = undefined;
    seeder.events = 0;
    try {
      await demo.change(settings);
      await this.#resetPatiently();
      this.#state = 'done';
      logger.info(`Demo data made anew: ${JSON.stringify(seeder.counts)}`);
    } catch (error) {
      this.#state = 'failed';
      this.#error = stringifyError(error);
      logger.error('Making the demo data anew failed', error as Error);
    }
  }

  /**
   * Whoever makes a request between wiping and seeding joins by themselves,
   * and then cannot be added: that run is worth nothing, the next one is.
   */
  async #resetPatiently(attempts = 3): Promise<void> {
    try {
      await this.options.handle.reset();
    } catch (error) {
      if (!isError(error) || error.name !== 'ConflictError' || attempts <= 1) {
        throw error;
      }
      await this.#resetPatiently(attempts - 1);
    }
  }
}
