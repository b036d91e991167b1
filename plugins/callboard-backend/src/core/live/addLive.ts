import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { Kernel } from '../createKernel';
import { createChannelRenamer, AccessRevocations } from './AccessRevocations';
import { ChannelStore } from './ChannelStore';
import { LiveChannels } from './LiveChannels';
import { LiveSignals } from './LiveSignals';
import { createSignalsPublisher } from './createSignalsPublisher';

const DAY_MS = 24 * 60 * 60_000;

export interface Live {
  signals: LiveSignals;
  accessRevocations: AccessRevocations;
  bind(router: ContractRouter): void;
}

/**
 * Adds live updates: each change is published on channels whose names are known only to the users
 * who may see it.
 */
export async function addLive(kernel: Kernel): Promise<Live> {
  const { knex, clock, logger, platform, subscribers } = kernel;
  const store = new ChannelStore();
  const signals = new LiveSignals({
    knex,
    store,
    signals: platform.signals,
    logger,
  });
  const channels = new LiveChannels({ knex, clock, store });
  subscribers.transactional.push(createChannelRenamer({ store, clock }));
  subscribers.external.push(createSignalsPublisher({ knex, store, signals }));
  await platform.scheduler.scheduleTask({
    id: 'callboard-live-channels',
    frequency: { hours: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 5 },
    fn: async () => {
      // Limits the lifetime of a leaked channel name to a day.
      await store.renameOlderThan(knex, DAY_MS, clock.now());
      await signals.notifyRenamedChannels();
    },
  });
  return {
    signals,
    accessRevocations: new AccessRevocations({
      store,
      clock,
      config: kernel.config,
    }),
    bind(router) {
      router.handle(endpoints.getLive, ({ caller }) =>
        channels.listChannels(caller),
      );
    },
  };
}
