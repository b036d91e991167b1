import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { Kernel } from '../createKernel';
import { createChannelRenamer } from './accessRevocations';
import { renameChannelsOlderThan } from './channelNames';
import { createSignalsPublisher } from './createSignalsPublisher';
import { listLiveChannels } from './listLiveChannels';
import { LiveSignals } from './LiveSignals';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Adds live updates: each change is published on channels whose names are known only to the users
 * who may see it.
 */
export async function addLive(
  { knex, clock, logger, platform, subscribers }: Kernel,
  router: ContractRouter,
) {
  const signals = new LiveSignals({ knex, signals: platform.signals, logger });
  subscribers.transactional.push(createChannelRenamer(clock));
  subscribers.external.push(createSignalsPublisher(knex, signals));
  await platform.scheduler.scheduleTask({
    id: 'callboard-live-channels',
    frequency: { hours: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 5 },
    fn: async () => {
      // Limits the lifetime of a leaked channel name to a day.
      await renameChannelsOlderThan(knex, DAY_MS, clock.now());
      await signals.notifyRenamedChannels();
    },
  });
  router.handle(endpoints.getLive, ({ caller }) =>
    listLiveChannels(knex, caller, clock.now()),
  );
  return { signals };
}
