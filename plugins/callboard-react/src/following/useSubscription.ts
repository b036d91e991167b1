import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  permissions,
  type Subscription,
  type SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import {
  useMutation,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useAllowed } from '../access/useAllowed';
import { useFeature } from '../page/loadIfOn';
import { useCallboardClient } from '../query/useCallboardClient';
import { useToast } from '../toasts/ToastCenter';
import { getProblems } from '../query/getProblems';
import { getQueryKey, useCallboardQuery } from '../query/useCallboardQuery';
import { callboardFollowingTranslationRef } from './followingTranslation';

/** A project; with `iid`, one of its work items. @public */
export interface FollowedWork {
  slug: string;
  pid: string;
  iid?: string;
}

/** @public */
export interface FollowedDashboard {
  slug: string;
  dashboard: string;
}

interface SubscriptionCalls {
  id: string;
  params: { slug: string; pid: string };
  get: typeof endpoints.getProjectSubscription;
  put: typeof endpoints.putProjectSubscription;
  reset: typeof endpoints.deleteProjectSubscription;
  permission: Pick<typeof permissions.projectSubscription, 'update' | 'delete'>;
  /** The resource for which the permission is checked: a project id or a workspace slug. */
  permissionResource: string;
}

function getSubscriptionCalls(followed: Followed): SubscriptionCalls {
  const { slug } = followed;
  // The endpoints of all resources have the same bodies and responses; only their paths differ.
  if ('dashboard' in followed) {
    return {
      id: followed.dashboard,
      params: { slug, id: followed.dashboard },
      get: endpoints.getDashboardSubscription,
      put: endpoints.putDashboardSubscription,
      reset: endpoints.deleteDashboardSubscription,
      permission: permissions.dashboardSubscription,
      permissionResource: slug,
    } as unknown as SubscriptionCalls;
  }
  const { pid, iid } = followed;
  if (iid !== undefined) {
    return {
      id: iid,
      params: { slug, pid, iid },
      get: endpoints.getWorkItemSubscription,
      put: endpoints.putWorkItemSubscription,
      reset: endpoints.deleteWorkItemSubscription,
      permission: permissions.workItemSubscription,
      permissionResource: pid,
    } as unknown as SubscriptionCalls;
  }
  return {
    id: pid,
    params: { slug, pid },
    get: endpoints.getProjectSubscription,
    put: endpoints.putProjectSubscription,
    reset: endpoints.deleteProjectSubscription,
    permission: permissions.projectSubscription,
    permissionResource: pid,
  };
}

export function useSubscription(followed: Followed): {
  query: UseQueryResult<Subscription, Error>;
  /** Whether notifications are on. While they are off, `query` does not run. */
  isOn: boolean;
  /** Whether the portal's policy allows the person to choose a level. */
  canChoose: boolean;
  /** Whether the portal's policy allows the person to reset the choice. */
  canReset: boolean;
  /** Null resets the person's choice. */
  choose: (level: SubscriptionLevel | null, onDone?: () => void) => void;
} {
  const { t } = useTranslationRef(callboardFollowingTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const { id, params, get, put, reset, permission, permissionResource } =
    getSubscriptionCalls(followed);
  const canChoose = useAllowed(permission.update, permissionResource);
  const canReset = useAllowed(permission.delete, permissionResource);
  const key = getQueryKey(get, { params });
  const isOn = useFeature('notifications');
  const query = useCallboardQuery(get, { params }, { enabled: isOn });
  const { mutate } = useMutation({
    // Concurrent requests could arrive in the wrong order.
    scope: { id: `callboard-subscription-${id}` },
    mutationFn: async (level: SubscriptionLevel | null) => {
      await (level === null
        ? client.call(reset, { params })
        : client.call(put, { params, body: { level } }));
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
    isOn,
    canChoose,
    canReset,
    choose: (level, onDone) => mutate(level, { onSuccess: onDone }),
  };
}

/** A resource that can be followed. @public */
export type Followed = FollowedWork | FollowedDashboard;
