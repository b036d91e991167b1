import { endpoints, ERASED_NAME } from '@callboard/plugin-callboard-common';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { FeatureTables } from '../../database/FeatureTables';
import { NotificationSender } from '../notifications/dispatch/NotificationEvent';
import { criticalEventType } from './criticalEventNotification';
import { CriticalEventService } from './CriticalEventService';
import { recordExport } from './recordExport';
import { recordPrivacyMode } from './recordPrivacyMode';
import { CriticalRuleService } from './rules/CriticalRuleService';
import { CriticalWatch } from './watching/CriticalWatch';

const criticalData: FeatureTables = {
  domain: 'critical',
  tables: ['critical_events', 'critical_counts', 'critical_rules'],
  // A reset retains the privacy mode of the last start. It also retains the watermark in the log,
  // so that deleted events are not raised again.
  preservedTables: ['critical_watermark', 'activity_privacy'],
  personal: [
    {
      table: 'critical_events',
      identifiedBy: [{ column: 'actor_ref', holds: 'user_ref' }],
      columns: ['actor_name'],
      erasure: { actor_name: ERASED_NAME },
      names: [['actor_name']],
    },
    {
      table: 'critical_events',
      identifiedBy: [
        { column: 'entity_id', holds: 'user_ref' },
        { column: 'entity_id', holds: 'staff.id' },
        { column: 'entity_id', holds: 'memberships.id' },
      ],
      columns: ['entity_label'],
      erasure: { entity_label: ERASED_NAME },
    },
    {
      table: 'critical_events',
      identifiedBy: [{ column: 'acknowledged_by', holds: 'user_ref' }],
      columns: ['acknowledged_at'],
      erasure: {},
    },
    {
      table: 'critical_counts',
      identifiedBy: [{ column: 'actor_ref', holds: 'user_ref' }],
      columns: ['rule_id', 'workspace_id', 'moments', 'last_at'],
      erasure: 'row',
    },
  ],
  nonPersonalColumns: {},
};

/** The interval at which new rows of the log are evaluated. */
const WATCH_INTERVAL_S = 3;

/** The service that starts the detection of events, as soon as notifications are available. */
interface CriticalServices {
  /** @param dispatcher - undefined if notifications are off */
  watch(dispatcher: NotificationSender | undefined): Promise<void>;
}

/** The critical events feature: rules, events, and notifications to admins. */
export function addCritical(core: Core): Feature<CriticalServices> {
  const { platform, router } = core;
  const rules = new CriticalRuleService(core);
  const events = new CriticalEventService(core);
  router.handle(endpoints.listCriticalEvents, ({ caller, query }) =>
    events.list(caller, query),
  );
  router.handle(endpoints.acknowledgeCriticalEvent, ({ caller, params }) =>
    events.acknowledge(caller, params.id),
  );
  router.handle(endpoints.listCriticalRules, () => rules.list());
  router.handle(
    endpoints.updateCriticalRule,
    ({ caller, params, body, precondition }) =>
      rules.update(caller, params.id, body, precondition),
  );
  router.onDownload((...download) => recordExport(core, ...download));
  return {
    data: criticalData,
    notifications: { types: [criticalEventType], rules: [] },
    start: () => recordPrivacyMode(core),
    services: {
      async watch(dispatcher) {
        const watch = new CriticalWatch({ ...core, dispatcher });
        await core.logConsumers.add({
          id: 'callboard-critical-events',
          seconds: WATCH_INTERVAL_S,
          run: stopping => watch.catchUp(stopping),
        });
        await platform.scheduler.scheduleTask({
          id: 'callboard-critical-events-upkeep',
          frequency: { days: 1 },
          initialDelay: { minutes: 15 },
          timeout: { hours: 1 },
          fn: stopping => watch.deleteExpired(stopping),
        });
      },
    },
  };
}
