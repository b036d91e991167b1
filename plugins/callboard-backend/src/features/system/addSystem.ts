import { DeadLetters } from '../../changes/relay/DeadLetters';
import { SubscriberAdmin } from '../../changes/relay/SubscriberAdmin';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { noData } from '../../database/FeatureTables';
import { bindSystem, Lag } from './routes';

/** Adds the endpoints about the API and the health of the backend. */
export function addSystem(core: Core, services: { sealLag: Lag }): Feature {
  bindSystem(core.router, {
    relayStatus: core.relayStatus,
    dispatches: new DeadLetters(core),
    subscribers: new SubscriberAdmin(core),
    queues: core.queueAdmin,
    sealLag: services.sealLag,
  });
  return { data: noData, services: {} };
}
