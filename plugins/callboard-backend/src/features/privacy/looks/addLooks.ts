import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { Feature } from '../../../core/Feature';
import { looksData } from './looksData';
import { Looks } from './Looks';
import { LookStore } from './LookStore';

/** What other features need to record who looks at people. */
export interface LooksServices {
  looks: Looks;
}

/** People see who looked at what they did. */
export async function addLooks(core: Core): Promise<Feature<LooksServices>> {
  const { knex, clock, logger, platform, router } = core;
  const store = new LookStore();
  const looks = new Looks({ knex, clock, logger, store });
  platform.lifecycle.addShutdownHook(() => looks.close());
  router.handle(endpoints.listMyLooks, ({ caller, query }) =>
    store.list(knex, caller.user_ref, query),
  );
  await platform.scheduler.scheduleTask({
    id: 'callboard-activity-looks',
    frequency: { days: 1 },
    timeout: { hours: 1 },
    initialDelay: { minutes: 20 },
    fn: () => store.prune(knex, clock.now()),
  });
  return { data: looksData, services: { looks } };
}
