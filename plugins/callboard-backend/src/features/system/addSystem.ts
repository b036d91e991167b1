import { ParkedDispatches } from '../../changes/ParkedDispatches';
import { SubscriberAdmin } from '../../changes/SubscriberAdmin';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { noData } from '../../database/StoredData';
import { bindSystem } from './routes';

/** The API itself, and how it is doing. */
export function addSystem(core: Core): Feature {
  bindSystem(core.router, {
    relayStatus: core.relayStatus,
    dispatches: new ParkedDispatches(core),
    subscribers: new SubscriberAdmin(core),
    queues: core.queueAdmin,
  });
  return { data: noData, services: {} };
}
