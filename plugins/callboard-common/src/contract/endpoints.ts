import { activityEndpoints } from '../activity/endpoints';
import { assistantEndpoints } from '../endpoints/assistants';
import { criticalEndpoints } from '../endpoints/critical';
import { analyticsEndpoints } from '../dashboards/analytics';
import {
  dashboardExportEndpoints,
  widgetDataEndpoints,
} from '../dashboards/widgetDataEndpoints';
import {
  dashboardScheduleEndpoints,
  dashboardSubscriptionEndpoints,
} from '../dashboards/schedules';
import { dashboardEndpoints } from '../dashboards/endpoints';
import { integrityEndpoints } from '../endpoints/integrity';
import { departmentEndpoints } from '../departments/endpoints';
import { liveEndpoints } from '../endpoints/live';
import { mailEndpoints } from '../endpoints/mail';
import { meEndpoints } from '../endpoints/me';
import { memberEndpoints, membershipEndpoints } from '../endpoints/members';
import { announcementEndpoints } from '../notifications/announcements';
import { notificationEndpoints } from '../notifications/endpoints';
import { subscriptionEndpoints } from '../notifications/subscriptions';
import { organisationEndpoints } from '../endpoints/organisation';
import { projectEndpoints } from '../projects/endpoints';
import { unmaskEndpoints } from '../privacy/unmasking';
import { accessLogEndpoints } from '../privacy/accessLog';
import { myDataEndpoints } from '../privacy/myData';
import { erasureEndpoints } from '../privacy/erasure';
import { retentionEndpoints } from '../endpoints/retention';
import { searchEndpoints } from '../endpoints/search';
import { staffEndpoints } from '../staff/endpoints';
import { systemEndpoints } from '../endpoints/system';
import { resourceEndpoints } from '../resources/endpoints';
import { balanceEndpoints } from '../time/balances';
import {
  calendarFeedEndpoints,
  holidayEndpoints,
  timeOffEndpoints,
  timeSettingEndpoints,
} from '../time/calendar';
import { capacityEndpoints } from '../time/capacity';
import { estimateEndpoints } from '../time/estimates';
import { worklogEndpoints } from '../time/worklogEndpoints';
import { worklogImportEndpoints } from '../time/worklogImports';
import { periodEndpoints } from '../time/periods';
import { timesheetEndpoints } from '../time/timesheets';
import { suggestionEndpoints } from '../time/suggestions';
import { timerEndpoints } from '../time/timers';
import { webhookEndpoints } from '../webhooks/endpoints';
import { workspaceEndpoints } from '../workspaces/endpoints';
import { commentEndpoints } from '../work/comments';
import { workEndpoints } from '../work/endpoints';
import { workSourceEndpoints } from '../work/sources';
import { FeatureName, featureNames } from '../features';
import { Endpoint } from './endpoint';

/** The endpoints of each feature that can be off. */
const featureEndpoints = {
  work: {
    ...workEndpoints,
    ...commentEndpoints,
    ...workSourceEndpoints,
  },
  time: {
    ...worklogEndpoints,
    ...worklogImportEndpoints,
    ...timeSettingEndpoints,
    ...holidayEndpoints,
    ...timeOffEndpoints,
    ...capacityEndpoints,
    ...balanceEndpoints,
    ...estimateEndpoints,
    ...timesheetEndpoints,
    ...periodEndpoints,
    ...timerEndpoints,
    ...suggestionEndpoints,
    ...calendarFeedEndpoints,
  },
  dashboards: {
    ...widgetDataEndpoints,
    ...dashboardExportEndpoints,
    ...analyticsEndpoints,
    ...dashboardEndpoints,
    ...dashboardScheduleEndpoints,
    ...dashboardSubscriptionEndpoints,
  },
  notifications: {
    ...notificationEndpoints,
    ...subscriptionEndpoints,
    ...announcementEndpoints,
  },
  webhooks: {
    ...webhookEndpoints,
  },
  mail: {
    ...mailEndpoints,
    ...dashboardScheduleEndpoints,
  },
  assistants: {
    ...assistantEndpoints,
  },
  organisation: {
    ...departmentEndpoints,
    ...staffEndpoints,
    ...membershipEndpoints,
    ...organisationEndpoints,
  },
};

/** Every endpoint of the API, by operation id. @public */
export const endpoints = {
  ...systemEndpoints,
  ...featureEndpoints.mail,
  ...meEndpoints,
  ...liveEndpoints,
  ...resourceEndpoints,
  ...searchEndpoints,
  ...workspaceEndpoints,
  ...memberEndpoints,
  ...projectEndpoints,
  ...featureEndpoints.organisation,
  ...featureEndpoints.work,
  ...featureEndpoints.time,
  ...featureEndpoints.dashboards,
  ...activityEndpoints,
  ...integrityEndpoints,
  ...erasureEndpoints,
  ...retentionEndpoints,
  ...unmaskEndpoints,
  ...myDataEndpoints,
  ...accessLogEndpoints,
  ...criticalEndpoints,
  ...featureEndpoints.assistants,
  ...featureEndpoints.webhooks,
  ...featureEndpoints.notifications,
};

/** All endpoints, typed for iteration. @public */
export const allEndpoints: Readonly<Record<string, Endpoint>> = endpoints;

/** The features that an endpoint needs; empty if it is always available. @public */
export function listEndpointFeatures(endpoint: Endpoint): FeatureName[] {
  return featureNames.filter(name =>
    Object.values<Endpoint>(featureEndpoints[name]).includes(endpoint),
  );
}
