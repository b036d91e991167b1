import { Seeder, SeedServices } from '@callboard/plugin-callboard-node';
import { DemoService } from '../DemoService';
import { SeedCounts, seedNothingButRoles, seedYear } from '../year/seedYear';

/** Seeds Callboard with what the demo settings ask for. */
export class DemoSeeder implements Seeder {
  readonly name = 'demo';
  readonly #demo: DemoService;
  readonly #now: () => Date;
  /** Events stored by the run that is going on, or by the last one. */
  events = 0;
  /** What the last finished run made. */
  counts?: SeedCounts;

  constructor(demo: DemoService, now: () => Date = () => new Date()) {
    this.#demo = demo;
    this.#now = now;
  }

  async seed(services: SeedServices): Promise<void> {
    this.events = 0;
    this.counts = undefined;
    const settings = await this.#demo.settings();
    const world = await this.#demo.world();
    if (settings.empty) {
      await seedNothingButRoles(services, world, this.#now());
      this.counts = {
        people: 4,
        workspaces: 1,
        projects: 0,
        items: 0,
        changes: 4,
        events: 0,
        entries: 0,
      };
    } else {
      this.counts = await seedYear(
        services,
        world,
        settings,
        this.#now(),
        events => {
          this.events = events;
        },
      );
    }
    if (settings.pending) {
      await this.#demo.change({ ...settings, pending: null });
    }
  }
}
