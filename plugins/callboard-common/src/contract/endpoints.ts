import { activityEndpoints } from '../activity/endpoints';
import { assistantEndpoints } from '../assistants/endpoints';
import { criticalEndpoints } from '../critical/endpoints';
import { analyticsEndpoints } from '../dashboards/analytics';
import { dashboardExportEndpoints } from '../dashboards/exportEndpoints';
import { widgetDataEndpoints } from '../dashboards/widgetDataEndpoints';
import { dashboardScheduleEndpoints } from '../dashboards/schedules';
import { dashboardSubscriptionEndpoints } from '../dashboards/subscriptions';
import { dashboardEndpoints } from '../dashboards/endpoints';
import { integrityEndpoints } from '../integrity/endpoints';
import { departmentEndpoints } from '../departments/endpoints';
import { liveEndpoints } from '../live/endpoints';
import { mailEndpoints } from '../mail/endpoints';
import { meEndpoints } from '../me/endpoints';
import { memberEndpoints } from '../members/endpoints';
import { membershipEndpoints } from '../memberships/endpoints';
import { announcementEndpoints } from '../notifications/announcementEndpoints';
import { notificationEndpoints } from '../notifications/endpoints';
import { subscriptionEndpoints } from '../notifications/subscriptionEndpoints';
import { organisationEndpoints } from '../organisation/endpoints';
import { projectEndpoints } from '../projects/endpoints';
import { unmaskEndpoints } from '../privacy/unmaskEndpoints';
import { accessLogEndpoints } from '../privacy/accessLogEndpoints';
import { myDataEndpoints } from '../privacy/myDataEndpoints';
import { erasureEndpoints } from '../privacy/erasureEndpoints';
import { retentionEndpoints } from '../retention/endpoints';
import { searchEndpoints } from '../search/endpoints';
import { staffEndpoints } from '../staff/endpoints';
import { systemEndpoints } from '../system/endpoints';
import { resourceEndpoints } from '../resources/endpoints';
import { calendarFeedEndpoints } from '../time/calendarFeed';
import {
  holidayEndpoints,
  timeOffEndpoints,
  timeSettingEndpoints,
} from '../time/calendar';
import { capacityEndpoints } from '../time/capacity';
import { estimateEndpoints } from '../time/estimates';
import { worklogImportEndpoints } from '../time/imports';
import { periodEndpoints } from '../time/periods';
import { timesheetEndpoints } from '../time/timesheets';
import { suggestionEndpoints } from '../time/suggestions';
import { timerEndpoints } from '../time/timers';
import { worklogEndpoints } from '../time/worklogEndpoints';
import { webhookEndpoints } from '../webhooks/endpoints';
import { workspaceEndpoints } from '../workspaces/endpoints';
import { commentEndpoints } from '../work/commentEndpoints';
import { workEndpoints } from '../work/endpoints';
import { Endpoint } from './endpoint';

/** Every endpoint of the API, by operation id. @public */
export const endpoints = {
  ...systemEndpoints,
  ...mailEndpoints,
  ...meEndpoints,
  ...liveEndpoints,
  ...resourceEndpoints,
  ...searchEndpoints,
  ...workspaceEndpoints,
  ...memberEndpoints,
  ...projectEndpoints,
  ...departmentEndpoints,
  ...staffEndpoints,
  ...membershipEndpoints,
  ...organisationEndpoints,
  ...workEndpoints,
  ...commentEndpoints,
  ...worklogEndpoints,
  ...worklogImportEndpoints,
  ...timeSettingEndpoints,
  ...holidayEndpoints,
  ...timeOffEndpoints,
  ...capacityEndpoints,
  ...estimateEndpoints,
  ...timesheetEndpoints,
  ...periodEndpoints,
  ...timerEndpoints,
  ...suggestionEndpoints,
  ...calendarFeedEndpoints,
  ...widgetDataEndpoints,
  ...dashboardExportEndpoints,
  ...analyticsEndpoints,
  ...dashboardEndpoints,
  ...dashboardScheduleEndpoints,
  ...dashboardSubscriptionEndpoints,
  ...activityEndpoints,
  ...integrityEndpoints,
  ...erasureEndpoints,
  ...retentionEndpoints,
  ...unmaskEndpoints,
  ...myDataEndpoints,
  ...accessLogEndpoints,
  ...criticalEndpoints,
  ...assistantEndpoints,
  ...webhookEndpoints,
  ...notificationEndpoints,
  ...subscriptionEndpoints,
  ...announcementEndpoints,
};

/** All endpoints, typed for iteration. @public */
export const allEndpoints: Readonly<Record<string, Endpoint>> = endpoints;
