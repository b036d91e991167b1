import { compact } from 'lodash';
import { Core } from '../core/Core';
import { Feature } from '../core/Feature';
import { listFeatureTables } from '../core/coreData';
import { FeatureTables } from '../database/FeatureTables';
import { addActivity } from './activity/addActivity';
import { AuditSources } from './activity/ActivityAuditSink';
import { addCritical } from './critical/addCritical';
import { addIntegrity } from './integrity/addIntegrity';
import { addMe } from './me/addMe';
import { AddedRules } from './notifications/rules/NotificationRules';
import { addAccessLog } from './privacy/accessLog/addAccessLog';
import { addErasures } from './privacy/erasures/addErasures';
import { addMyData } from './privacy/myData/addMyData';
import { addUnmasking } from './privacy/addUnmasking';
import { dashboardData } from './dashboards/dashboardData';
import { departmentData } from './departments/departmentData';
import { mailData } from './mail/mailData';
import { notificationData } from './notifications/notificationData';
import { staffData } from './staff/staffData';
import { WorklogReader } from './time/worklogs/WorklogReader';
import { timeData } from './time/timeData';
import { webhookData } from './webhooks/webhookData';
import { dueReminderData, workData } from './work/workData';
import { Resources } from './resources/Resources';
import { addResources } from './resources/addResources';
import { addRetention } from './retention/addRetention';
import { addSearch } from './search/addSearch';
import { addSystem } from './system/addSystem';
import { WorkItemSources } from './work/sources/WorkItemSources';

/** The additions of other plugins through extension points. */
interface FeatureExtensions {
  sources: WorkItemSources;
  audits: AuditSources;
  addedRules: AddedRules;
}

/**
 * The tables of features that can be turned off. The tables remain while their feature is off, so
 * that people can still download and erase their personal data.
 */
const optionalTables: readonly FeatureTables[] = [
  departmentData,
  staffData,
  mailData,
  workData,
  dueReminderData,
  timeData,
  webhookData,
  dashboardData,
  notificationData,
];

/** The features with a transactional subscriber of the same name. */
const subscribingFeatures = ['notifications', 'webhooks'] as const;

/**
 * Returns the exports of an imported module. In a portal that runs from source, Node.js wraps the
 * exports in a default export.
 */
async function loadModule<Module extends object>(
  imported: Promise<Module>,
): Promise<Module> {
  const module = (await imported) as Module & { default?: Module };
  return module.default ?? module;
}

/**
 * Builds the enabled features and binds their endpoints, each feature after the features whose
 * services it uses. Loads no modules of disabled features, except those of notifications that emails
 * need.
 */
export async function addFeatures(
  core: Core,
  { sources, audits, addedRules }: FeatureExtensions,
): Promise<Feature[]> {
  const isOn = core.config.features;
  // While a feature is off, a subscriber that does nothing replaces its subscriber. Otherwise,
  // changes would wait for the subscriber that an earlier start registered.
  core.subscribers.transactional.push(
    ...subscribingFeatures
      .filter(name => !isOn[name])
      .map(name => ({ name, handle: async () => {} })),
  );
  const organisation = isOn.organisation
    ? await (
        await loadModule(import('./addOrganisation'))
      ).addOrganisation(core)
    : undefined;
  const staff = organisation?.staff;
  const mail = isOn.mail
    ? await (await loadModule(import('./mail/addMail'))).addMail(core, staff)
    : undefined;
  const work = isOn.work
    ? (await loadModule(import('./work/addWork'))).addWork(core, sources)
    : undefined;
  const time =
    isOn.time && work
      ? await (
          await loadModule(import('./time/addTime'))
        ).addTime(core, staff, work.services)
      : undefined;
  if (time) {
    sources.useWorklogs(time.services.ingestion);
  }
  const accessLog = await addAccessLog(core);
  const resources = new Resources(core);
  const activity = await addActivity(
    core,
    audits,
    accessLog.services.accessLog,
    resources,
  );
  const webhooks = isOn.webhooks
    ? await (
        await loadModule(import('./webhooks/addWebhooks'))
      ).addWebhooks(core)
    : undefined;
  const dashboards =
    isOn.dashboards && work
      ? await (
          await loadModule(import('./dashboards/addDashboards'))
        ).addDashboards(
          core,
          {
            items: work.services.reader,
            worklogs: new WorklogReader(core),
            activity: activity.services.reader,
            accessLog: accessLog.services.accessLog,
          },
          mail?.services.mails,
        )
      : undefined;
  const integrity = await addIntegrity(core, webhooks?.services.seals);
  const critical = addCritical(core);
  const features: Feature[] = compact([
    ...(organisation?.features ?? []),
    mail,
    work,
    time,
    accessLog,
    activity,
    webhooks,
    integrity,
    addUnmasking(core, accessLog.services),
    critical,
    await addRetention(core, integrity.services),
    dashboards,
    addMe(core, organisation?.departments.readModel),
    addSystem(core),
  ]);
  const notifications = isOn.notifications
    ? await (
        await loadModule(import('./notifications/addNotifications'))
      ).addNotifications(core, declared =>
        addedRules.combineWith([...features, ...declared]),
      )
    : undefined;
  if (mail) {
    const { notifyByEmail, emailWithoutNotifications } = await loadModule(
      import('./notifications/NotificationMails'),
    );
    if (notifications) {
      notifyByEmail(core, notifications.services, mail.services);
    } else {
      const { types } = addedRules.combineWith(features);
      emailWithoutNotifications(core, types, mail.services);
    }
  }
  const dispatcher = notifications?.services.dispatcher;
  if (notifications && dispatcher) {
    features.push(notifications);
    if (work) {
      const { addDueReminders } = await loadModule(
        import('./work/reminders/DueReminders'),
      );
      features.push(await addDueReminders(core, dispatcher));
    }
    if (time) {
      const { addLogReminders } = await loadModule(
        import('./time/reminders/LogReminders'),
      );
      addLogReminders(core, dispatcher);
    }
    if (dashboards) {
      const { addThresholds } = await loadModule(
        import('./dashboards/addDashboards'),
      );
      addThresholds(core, dashboards.services, dispatcher);
    }
  }
  await critical.services.watch(dispatcher);
  const enabledTables = new Set(features.map(({ data }) => data));
  features.push(
    ...optionalTables
      .filter(data => !enabledTables.has(data))
      .map(data => ({ data, services: {} })),
  );
  features.push(
    addErasures(core, integrity.services, accessLog.services, features),
  );
  addResources(core, resources, features);
  addSearch(core, features);
  if (isOn.assistants) {
    (await loadModule(import('./assistants/addAssistants'))).addAssistants(
      core,
    );
  }
  addMyData(core, () => listFeatureTables(features));
  return features;
}
