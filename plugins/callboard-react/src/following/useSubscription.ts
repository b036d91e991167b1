import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Subscription,
  type SubscriptionLevel,
  type CallboardClient,
} from '@callboard/plugin-callboard-common';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallboardClient } from '../query/useCallboardClient';
import { useToast } from '../toasts/ToastCenter';
import { getProblems } from '../query/getProblems';
import { getQueryKey } from '../query/useCallboardQuery';
import { callboardFollowingTranslationRef } from './followingTranslation';

/** A project; with `iid`, one of its work items. @public */
export interface FollowedWork {
  /** The workspace's slug. */
  slug: string;
  /** The project's id. */
  pid: string;
  /** The work item's id. */
  iid?: string;
}

/** @public */
export interface FollowedDashboard {
  /** The workspace's slug. */
  slug: string;
  /** The dashboard's id. */
  dashboard: string;
}

/** The requests for the subscription to a resource. */
interface SubscriptionRequests {
  /** The id of the followed resource. */
  id: string;
  key: readonly unknown[];
  get: (signal: AbortSignal) => Promise<Subscription>;
  put: (level: SubscriptionLevel) => Promise<unknown>;
  forget: () => Promise<unknown>;
}

/** Returns the requests for the subscription to a resource. */
function getSubscriptionRequests(
  client: CallboardClient,
  followed: Followed,
): SubscriptionRequests {
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

/** The person's subscription to a resource, and a function that changes it. */
export function useSubscription(followed: Followed): {
  query: UseQueryResult<Subscription, Error>;
  /** Null resets the person's choice. */
  choose: (level: SubscriptionLevel | null, onDone?: () => void) => void;
} {
  const { t } = useTranslationRef(callboardFollowingTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const { id, key, get, put, forget } = getSubscriptionRequests(
    client,
    followed,
  );
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get(signal),
  });
  const { mutate } = useMutation({
    // Concurrent requests could arrive in the wrong order.
    scope: { id: `callboard-subscription-${id}` },
    mutationFn: async (level: SubscriptionLevel | null) => {
      await (level === null ? forget() : put(level));
    },
    onMutate: async level => {
      // A response to an earlier request would show the former choice again.
      await queries.cancelQueries({ queryKey: key });
      if (level !== null) {
        queries.setQueryData<Subscription>(key, { level, source: 'own' });
      }
    },
    onError: error =>
      notify({
        status: 'danger',
        title: t('failed'),
        description: getProblems(error).message,
      }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: key }),
        // A choice for a project also applies to its items.
        'pid' in followed &&
          !followed.iid &&
          queries.invalidateQueries({
            queryKey: getQueryKey(endpoints.getWorkItemSubscription),
          }),
      ]),
  });
  return {
    query,
    choose: (level, onDone) => mutate(level, { onSuccess: onDone }),
  };
}

/** A resource that can be followed. @public */
export type Followed = FollowedWork | FollowedDashboard;
