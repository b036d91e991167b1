import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { FeatureTables } from '../../database/FeatureTables';
import { SealedLog } from './SealedLog';
import { Sealer } from './Sealer';
import { SealListener, SealPublisher } from './SealPublisher';
import { SealLag } from './seals/SealLag';
import { listSeals, toSealResponse } from './seals/SealRow';
import { Verifications } from './verify/Verifications';

/** The tables of seals and verifications. */
const integrityData: FeatureTables = {
  domain: 'integrity',
  tables: [
    'activity_verifications',
    'activity_amendments',
    'activity_sealed_rows',
    'activity_seals',
    'activity_seal_watermark',
  ],
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
  nonPersonalColumns: {},
};

/** The maximum time until a row is sealed under low load. */
const SEAL_SECONDS = 5;

/** The integrity services that other features use. */
export interface IntegrityServices {
  sealedLog: SealedLog;
  sealLag: SealLag;
}

/** Adds the integrity chain of the log: seals and their verification. */
export async function addIntegrity(
  core: Core,
  webhooks: SealListener,
): Promise<Feature<IntegrityServices>> {
  const { knex, reader, platform, clock, queue, logConsumers, router } = core;
  const { events } = platform;
  const publisher = new SealPublisher({ events, queue, webhooks });
  publisher.registerWorker();
  const sealer = new Sealer({
    knex,
    clock,
    onSeal: (tx, seal) => publisher.publish(tx, toSealResponse(seal)),
  });
  const verifications = new Verifications(core);
  verifications.registerWorker();
  await logConsumers.add({
    id: 'callboard-activity-seals',
    seconds: SEAL_SECONDS,
    run: stopping => sealer.catchUp(stopping),
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
  const sealedLog = new SealedLog({
    onSeal: (tx, seal) => publisher.publish(tx, seal),
  });
  const sealLag = new SealLag(core);
  platform.metrics
    .createObservableGauge('callboard.seals.lag', {
      description: 'Age of the oldest unsealed row of the activity log',
      unit: 'ms',
    })
    .addCallback(async result => result.observe(await sealLag.read()));
  return { data: integrityData, services: { sealedLog, sealLag } };
}
