import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { FeatureTables } from '../../database/FeatureTables';
import { IntegrityServices } from '../integrity/addIntegrity';
import { dropEmptyMonths } from '../../database/activityMonths';
import { applyRetention } from './applyRetention';
import { RetentionService } from './RetentionService';

const retentionData: FeatureTables = {
  domain: 'retention',
  tables: ['retention_rules'],
  personal: [],
  nonPersonalColumns: {},
};

/**
 * Adds the retention rules of the log, and a daily task that deletes rows whose retention has
 * expired.
 */
export async function addRetention(
  core: Core,
  { sealedLog }: IntegrityServices,
): Promise<Feature> {
  const { knex, clock, platform, router } = core;
  const service = new RetentionService(core);
  router.handle(endpoints.getRetention, () => service.get());
  router.handle(endpoints.setRetention, ({ caller, body }) =>
    service.set(caller, body.rules),
  );
  router.handle(endpoints.previewRetention, ({ body }) =>
    service.preview(body.rules),
  );
  await platform.scheduler.scheduleTask({
    id: 'callboard-activity-retention',
    frequency: { days: 1 },
    timeout: { hours: 12 },
    initialDelay: { minutes: 10 },
    fn: async signal => {
      await applyRetention({ ...core, sealedLog }, signal);
      await dropEmptyMonths(knex, clock.now());
    },
  });
  return { data: retentionData, services: {} };
}
