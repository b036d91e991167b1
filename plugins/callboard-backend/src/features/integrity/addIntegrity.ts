import { EventsService } from '@backstage/plugin-events-node';
import {
  ActivitySeal,
  activitySeal,
  endpoints,
  SEALS_TOPIC,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { FeatureTables } from '../../database/FeatureTables';
import { Queue } from '../../queue/Queue';
import { SealedLog } from './SealedLog';
import { Sealer } from './Sealer';
import { readSealLag } from './seals/readSealLag';
import { listSeals, toSealResponse } from './seals/SealRow';
import { Verifications } from './verify/Verifications';

const integrityData: FeatureTables = {
  domain: 'integrity',
  tablesOfLog: [
    'activity_amendments',
    'activity_sealed_rows',
    'activity_seals',
  ],
  personal: [
    {
      table: 'activity_verifications',
      identifiedBy: [{ column: 'started_by', holds: 'user_ref' }],
      columns: ['started_at'],
      erasure: {},
    },
  ],
};

const QUEUE = 'activity-seals';

/** Receives seals in the transaction that creates them. */
interface SealListener {
  notify(tx: Knex.Transaction, seal: ActivitySeal): Promise<void>;
}

/**
 * Publishes seals to the platform's events service and to webhooks, so that other systems can store
 * the head of the hash chain. A forged chain would not match a stored head.
 *
 * @returns a function that queues a seal for publication after the caller's transaction commits
 */
function createSealPublisher(deps: {
  events: EventsService;
  queue: Queue;
  webhooks: SealListener | undefined;
}): (tx: Knex.Transaction, seal: ActivitySeal) => Promise<void> {
  const { events, queue, webhooks } = deps;
  queue.registerWorker(QUEUE, {
    kind: 'external',
    payload: activitySeal,
    concurrency: 1,
    run: async ({ payload }) =>
      events.publish({ topic: SEALS_TOPIC, eventPayload: payload }),
  });
  return async (tx, seal) => {
    await queue.add(tx, [{ queue: QUEUE, payload: seal, fifo_group: QUEUE }]);
    await webhooks?.notify(tx, seal);
  };
}

/** The maximum time until a row is sealed under low load. */
const SEAL_SECONDS = 5;

export interface IntegrityServices {
  sealedLog: SealedLog;
}

/** Adds the hash chain of the activity log: its seals and their verification. */
export async function addIntegrity(
  core: Core,
  webhooks: SealListener | undefined,
): Promise<Feature<IntegrityServices>> {
  const { reader, platform, queue, logConsumers, router } = core;
  const { events } = platform;
  const publish = createSealPublisher({ events, queue, webhooks });
  const sealer = new Sealer({
    ...core,
    onSeal: (tx, seal) => publish(tx, toSealResponse(seal)),
  });
  const verifications = new Verifications(core);
  verifications.registerWorker();
  await logConsumers.add({
    id: 'callboard-activity-seals',
    seconds: SEAL_SECONDS,
    run: signal => sealer.catchUp(signal),
  });
  await platform.scheduler.scheduleTask({
    id: 'callboard-activity-verification',
    frequency: { days: 1 },
    initialDelay: { hours: 1 },
    timeout: { minutes: 10 },
    fn: () => verifications.startDaily(),
  });
  router.handle(endpoints.verifyActivity, ({ caller, query }) =>
    verifications.verifyNow(caller, query),
  );
  router.handle(endpoints.listActivitySeals, ({ query }) =>
    listSeals(reader, query),
  );
  router.handle(endpoints.startVerification, ({ caller, body }) =>
    verifications.start(caller, body),
  );
  router.handle(endpoints.listVerifications, ({ query }) =>
    verifications.list(query),
  );
  router.handle(endpoints.getVerification, ({ params }) =>
    verifications.get(params.id),
  );
  router.handle(endpoints.cancelVerification, ({ caller, params }) =>
    verifications.cancel(caller, params.id),
  );
  // Creates seals of the kinds `retention` and `erasure` when sealed rows are deleted or rewritten.
  const sealedLog = new SealedLog({ onSeal: publish });
  platform.metrics
    .createObservableGauge('callboard.seal.lag', {
      description: 'Age of the oldest unsealed row of the activity log',
      unit: 's',
    })
    .addCallback(async result =>
      result.observe((await readSealLag(core)) / 1_000),
    );
  return { data: integrityData, services: { sealedLog } };
}
