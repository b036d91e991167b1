import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  subscription,
  subscriptionLevel,
} from '../notifications/subscriptions';
import {
  ofDashboard,
  dashboardsPath,
  readAccess,
  dashboardsTag,
} from './common';

/** Dashboards have no mentions. @public */
export const newDashboardSubscription = z
  .object({ level: subscriptionLevel.exclude(['mentions']) })
  .meta({ id: 'NewDashboardSubscription' });

/** @public */
export type NewDashboardSubscription = z.output<
  typeof newDashboardSubscription
>;

const at = `${dashboardsPath}/{id}/subscription`;

/** Following dashboards, for everyone who can read them. @public */
export const dashboardSubscriptionEndpoints = {
  getDashboardSubscription: defineEndpoint({
    method: 'GET',
    path: at,
    tag: dashboardsTag,
    summary: "Get the caller's subscription to a dashboard",
    access: readAccess,
    params: ofDashboard,
    response: subscription,
  }),
  putDashboardSubscription: defineEndpoint({
    method: 'PUT',
    path: at,
    tag: dashboardsTag,
    summary: 'Follow or unfollow a dashboard',
    access: readAccess,
    params: ofDashboard,
    body: newDashboardSubscription,
    response: subscription,
  }),
  deleteDashboardSubscription: defineEndpoint({
    method: 'DELETE',
    path: at,
    tag: dashboardsTag,
    summary: "Reset the caller's subscription to a dashboard",
    access: readAccess,
    params: ofDashboard,
    status: 204,
  }),
};
