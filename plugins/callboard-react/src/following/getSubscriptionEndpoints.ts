import {
  endpoints,
  type CallboardClient,
  type Subscription,
  type SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import { getQueryKey } from '../query/getQueryKey';
import type { Followed } from './Followed';

/** The endpoints of a subscription. */
export interface SubscriptionAt {
  /** The id of the followed resource. */
  id: string;
  key: readonly unknown[];
  get: (signal: AbortSignal) => Promise<Subscription>;
  put: (level: SubscriptionLevel) => Promise<unknown>;
  forget: () => Promise<unknown>;
}

/** Returns the endpoints for a resource's subscription. */
export function getSubscriptionEndpoints(
  client: CallboardClient,
  followed: Followed,
): SubscriptionAt {
  const { slug } = followed;
  if ('dashboard' in followed) {
    const params = { slug, id: followed.dashboard };
    const { getDashboardSubscription: get } = endpoints;
    return {
      id: params.id,
      key: getQueryKey(get, { params }),
      get: signal => client.call(get, { params, signal }),
      put: level =>
        client.call(endpoints.putDashboardSubscription, {
          params,
          // Dashboards have no mentions.
          body: { level: level === 'mentions' ? 'all' : level },
        }),
      forget: () =>
        client.call(endpoints.deleteDashboardSubscription, { params }),
    };
  }
  const { pid, iid } = followed;
  if (iid !== undefined) {
    const params = { slug, pid, iid };
    const { getWorkItemSubscription: get } = endpoints;
    return {
      id: iid,
      key: getQueryKey(get, { params }),
      get: signal => client.call(get, { params, signal }),
      put: level =>
        client.call(endpoints.putWorkItemSubscription, {
          params,
          body: { level },
        }),
      forget: () =>
        client.call(endpoints.deleteWorkItemSubscription, { params }),
    };
  }
  const params = { slug, pid };
  const { getProjectSubscription: get } = endpoints;
  return {
    id: pid,
    key: getQueryKey(get, { params }),
    get: signal => client.call(get, { params, signal }),
    put: level =>
      client.call(endpoints.putProjectSubscription, {
        params,
        body: { level },
      }),
    forget: () => client.call(endpoints.deleteProjectSubscription, { params }),
  };
}
