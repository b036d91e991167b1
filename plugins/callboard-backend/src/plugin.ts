import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { callboardPermissions } from '@callboard/plugin-callboard-common';
import {
  auditSourcesExtensionPoint,
  notificationRulesExtensionPoint,
  seedersExtensionPoint,
  workItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { Subscribers } from './changes/Subscriber';
import { subscribersExtensionPoint } from './changes/subscribersExtensionPoint';
import { createCore } from './core/createCore';
import { Feature } from './core/Feature';
import { addActivity } from './features/activity/addActivity';
import { AuditSources } from './features/activity/ActivityAuditSink';
import { addAssistants } from './features/assistants/addAssistants';
import { addCatalogSeed } from './features/catalogSeed/addCatalogSeed';
import { addCritical } from './features/critical/addCritical';
import { addDashboards } from './features/dashboards/addDashboards';
import { addThresholds } from './features/dashboards/thresholds/addThresholds';
import { addDepartments } from './features/departments/addDepartments';
import { addIntegrity } from './features/integrity/addIntegrity';
import { addMail } from './features/mail/addMail';
import { addMe } from './features/me/addMe';
import { addMemberships } from './features/memberships/addMemberships';
import { announcementType } from './features/notifications/announcements/announcementType';
import { addNotificationRules } from './features/notifications/addNotificationRules';
import { addNotifications } from './features/notifications/addNotifications';
import { notifyByEmail } from './features/notifications/mail/notifyByEmail';
import { AddedRules } from './features/notifications/rules/AddedRules';
import { addPublishing } from './features/publishing/addPublishing';
import { addUnmasking } from './features/privacy/addUnmasking';
import { addAccessLog } from './features/privacy/accessLog/addAccessLog';
import { addMyData } from './features/privacy/myData/addMyData';
import { addErasures } from './features/privacy/erasures/addErasures';
import { addRetention } from './features/retention/addRetention';
import { addSearch } from './features/search/addSearch';
import { addStaff } from './features/staff/addStaff';
import { addSystem } from './features/system/addSystem';
import { addResources } from './features/resources/addResources';
import { Resources } from './features/resources/Resources';
import { addTime } from './features/time/addTime';
import { addWebhooks } from './features/webhooks/addWebhooks';
import { addLogReminders } from './features/time/reminders/addLogReminders';
import { addWork } from './features/work/addWork';
import { addDueReminders } from './features/work/reminders/addDueReminders';
import { WorkItemSources } from './features/work/sources/WorkItemSources';
import { redactTokens } from './http/redactTokens';
import { deferTasks } from './kernel/deferTasks';
import { platformServices } from './kernel/Platform';
import { Seeders } from './seeding/Seeders';
import { startSeeding } from './seeding/startSeeding';
import { listFeatureTables } from './core/listFeatureTables';

/**
 * The backend of Callboard.
 *
 * @public
 */
export const callboardPlugin = createBackendPlugin({
  pluginId: 'callboard',
  register(env) {
    const seeders = new Seeders();
    env.registerExtensionPoint(seedersExtensionPoint, seeders);
    const sources = new WorkItemSources();
    env.registerExtensionPoint(workItemSourcesExtensionPoint, sources);
    const audits = new AuditSources();
    env.registerExtensionPoint(auditSourcesExtensionPoint, audits);
    const addedRules = new AddedRules();
    env.registerExtensionPoint(notificationRulesExtensionPoint, addedRules);
    const subscribers: Subscribers = { transactional: [], external: [] };
    env.registerExtensionPoint(subscribersExtensionPoint, subscribers);

    env.registerInit({
      deps: platformServices,
      async init(services) {
        const tasks = deferTasks(services.scheduler);
        const platform = { ...services, scheduler: tasks.scheduler };
        platform.permissionsRegistry.addPermissions(callboardPermissions);
        platform.httpRouter.use(redactTokens);
        const core = await createCore(platform, subscribers);

        const memberships = addMemberships(core);
        const departments = addDepartments(core, memberships.services);
        const organisation = {
          ...memberships.services,
          ...departments.services,
        };
        const staff = await addStaff(core, organisation);
        const mail = await addMail(core, staff.services);
        const work = addWork(core, sources);
        const time = await addTime(core, staff.services);
        const accessLog = await addAccessLog(core);
        const resources = new Resources(core);
        const activity = await addActivity(
          core,
          audits,
          accessLog.services.accessLog,
          resources,
        );
        const webhooks = await addWebhooks(core);
        const dashboards = await addDashboards(
          core,
          {
            items: work.services.reader,
            worklogs: time.services.reader,
            activity: activity.services.reader,
            accessLog: accessLog.services.accessLog,
          },
          mail.services.mails,
        );
        const integrity = await addIntegrity(core, webhooks.services.seals);
        const critical = addCritical(core);
        const features: Feature[] = [
          memberships,
          departments,
          staff,
          mail,
          work,
          time,
          accessLog,
          activity,
          webhooks,
          integrity,
          await addUnmasking(core, accessLog.services),
          critical,
          await addRetention(core, activity.services, integrity.services),
          dashboards,
          addMe(core, departments.services),
          addPublishing(core),
          addSystem(core, integrity.services),
          await addCatalogSeed(core, { ...organisation, ...staff.services }),
        ];
        const { types, rules } = addedRules.combineWith([
          ...features,
          { notifications: { types: [announcementType], rules: [] } },
        ]);
        const notifications = await addNotifications(core, { types, rules });
        notifyByEmail(core, notifications.services, mail.services);
        const { dispatcher } = notifications.services;
        addNotificationRules(core, { rules, types, dispatcher });
        features.push(notifications, await addDueReminders(core, dispatcher));
        addLogReminders(core, dispatcher);
        await critical.services.watch(dispatcher);
        addThresholds(core, dashboards.services, dispatcher);
        features.push(
          addErasures(
            core,
            activity.services,
            integrity.services,
            accessLog.services,
            features,
          ),
        );
        addResources(core, resources, features);
        addSearch(core, features);
        addAssistants(core);
        addMyData(core, () => listFeatureTables(features));
        platform.httpRouter.use(core.router.build());

        await startSeeding(core, seeders, features);
        await tasks.begin();
        for (const feature of features) {
          await feature.start?.();
        }
        core.relayRunner.start();
        platform.lifecycle.addShutdownHook(() => core.relayRunner.stop());
        core.queue.start();
        platform.lifecycle.addShutdownHook(() => core.queue.stop());
      },
    });
  },
});
