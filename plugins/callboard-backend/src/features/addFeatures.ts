import { Core } from '../core/Core';
import { Feature } from '../core/Feature';
import { listFeatureTables } from '../core/coreData';
import { addActivity } from './activity/addActivity';
import { AuditSources } from './activity/ActivityAuditSink';
import { addAssistants } from './assistants/addAssistants';
import { addCatalogSeed } from './catalogSeed/addCatalogSeed';
import { addCritical } from './critical/addCritical';
import { addDashboards, addThresholds } from './dashboards/addDashboards';
import { addDepartments } from './departments/addDepartments';
import { addIntegrity } from './integrity/addIntegrity';
import { addMail } from './mail/addMail';
import { addMe } from './me/addMe';
import { addMemberships } from './memberships/addMemberships';
import { addNotifications } from './notifications/addNotifications';
import { announcementTypeDeclaration } from './notifications/Announcements';
import { notifyByEmail } from './notifications/NotificationMails';
import { AddedRules } from './notifications/rules/NotificationRules';
import { addAccessLog } from './privacy/accessLog/addAccessLog';
import { addErasures } from './privacy/erasures/addErasures';
import { addMyData } from './privacy/myData/addMyData';
import { addUnmasking } from './privacy/addUnmasking';
import { addPublishing } from './publishing/addPublishing';
import { Resources } from './resources/Resources';
import { addResources } from './resources/addResources';
import { addRetention } from './retention/addRetention';
import { addSearch } from './search/addSearch';
import { addStaff } from './staff/addStaff';
import { addSystem } from './system/addSystem';
import { addTime } from './time/addTime';
import { addLogReminders } from './time/reminders/LogReminders';
import { addWebhooks } from './webhooks/addWebhooks';
import { addWork } from './work/addWork';
import { addDueReminders } from './work/reminders/DueReminders';
import { WorkItemSources } from './work/ingest/WorkItemSources';

/** The additions of other plugins, through extension points. */
interface FeatureExtensions {
  sources: WorkItemSources;
  audits: AuditSources;
  addedRules: AddedRules;
}

/**
 * Builds all features and binds their endpoints. A feature comes after those whose services it
 * uses.
 */
export async function addFeatures(
  core: Core,
  { sources, audits, addedRules }: FeatureExtensions,
): Promise<Feature[]> {
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
    addUnmasking(core, accessLog.services),
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
    { notifications: { types: [announcementTypeDeclaration], rules: [] } },
  ]);
  const notifications = await addNotifications(core, { types, rules });
  notifyByEmail(core, notifications.services, mail.services);
  const { dispatcher } = notifications.services;
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
  return features;
}
