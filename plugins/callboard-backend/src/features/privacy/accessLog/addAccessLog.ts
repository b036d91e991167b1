import { endpoints, ERASED_NAME } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { Feature } from '../../../core/Feature';
import {
  declareUserRows,
  FeatureTables,
} from '../../../database/FeatureTables';
import { AccessLog } from './AccessLog';
import { pruneAccessLog, readAccessLog } from './accessLogEntries';

const accessLogData: FeatureTables = {
  domain: 'accessLog',
  personal: [
    declareUserRows(
      'access_log',
      ['kind', 'scope', 'workspace_id', 'reason', 'rows', 'viewed_at'],
      'person_ref',
    ),
    // Entries about this person's views of other people's activity.
    {
      table: 'access_log',
      identifiedBy: [{ column: 'viewed_by', holds: 'user_ref' }],
      columns: ['viewed_by_name', 'kind', 'reason', 'viewed_at'],
      erasure: { viewed_by_name: ERASED_NAME },
      names: [['viewed_by_name']],
    },
  ],
};

/** The services that other features need to record views of people's data. */
export interface AccessLogServices {
  accessLog: AccessLog;
}

/** Adds the access log: people see who viewed their activity. */
export async function addAccessLog(
  core: Core,
): Promise<Feature<AccessLogServices>> {
  const { knex, clock, platform, router } = core;
  const accessLog = new AccessLog(core);
  platform.lifecycle.addShutdownHook(() => accessLog.close());
  router.handle(endpoints.listMyAccessLog, ({ caller, query }) =>
    readAccessLog(knex, caller.user_ref, query),
  );
  await platform.scheduler.scheduleTask({
    id: 'callboard-activity-looks',
    frequency: { days: 1 },
    timeout: { hours: 1 },
    initialDelay: { minutes: 20 },
    fn: () => pruneAccessLog(knex, clock.now()),
  });
  return { data: accessLogData, services: { accessLog } };
}
