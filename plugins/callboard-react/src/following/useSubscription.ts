import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Subscription,
  type SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import {
  useMutation,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallboardClient } from '../api/useCallboardClient';
import { useNotice } from '../hooks/useNotice';
import { problemsOf } from '../query/problemsOf';
import { queryKeyOf } from '../query/queryKeyOf';
import { useCallboardQuery } from '../query/useCallboardQuery';
import { callboardFollowingTranslationRef } from './followingTranslation';

/** What can be followed: a project, or, with `iid`, one of its work items. @public */
export interface Followed {
  /** The workspace. */
  slug: string;
  /** The id of the project. */
  pid: string;
  /** The id of the work item. */
  iid?: string;
}

/** What the person hears of something, and the way to change that. */
export function useSubscription(followed: Followed): {
  query: UseQueryResult<Subscription, Error>;
  /** Null forgets what they have chosen. */
  choose: (level: SubscriptionLevel | null, onDone?: () => void) => void;
} {
  const { t } = useTranslationRef(callboardFollowingTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useNotice();
  const { slug, pid, iid } = followed;
  const ofItem = { slug, pid, iid: iid ?? pid };
  const ofProject = { slug, pid };
  const itemQuery = useCallboardQuery(
    endpoints.getWorkItemSubscription,
    { params: ofItem },
    { enabled: iid !== undefined },
  );
  const projectQuery = useCallboardQuery(
    endpoints.getProjectSubscription,
    { params: ofProject },
    { enabled: iid === undefined },
  );
  const key = iid
    ? queryKeyOf(endpoints.getWorkItemSubscription, { params: ofItem })
    : queryKeyOf(endpoints.getProjectSubscription, { params: ofProject });
  const { mutate } = useMutation({
    // Two choices on their way together could arrive in the wrong order.
    scope: { id: `callboard-subscription-${iid ?? pid}` },
    mutationFn: async (level: SubscriptionLevel | null) => {
      if (level === null) {
        await (iid
          ? client.call(endpoints.deleteWorkItemSubscription, {
              params: ofItem,
            })
          : client.call(endpoints.deleteProjectSubscription, {
              params: ofProject,
            }));
        return;
      }
      const body = { level };
      await (iid
        ? client.call(endpoints.putWorkItemSubscription, {
            params: ofItem,
            body,
          })
        : client.call(endpoints.putProjectSubscription, {
            params: ofProject,
            body,
          }));
    },
    onMutate: async level => {
      // An answer from before would show the former choice again.
      await queries.cancelQueries({ queryKey: key });
      if (level !== null) {
        queries.setQueryData<Subscription>(key, { level, source: 'own' });
      }
    },
    onError: error =>
      notify({
        status: 'danger',
        title: t('failed'),
        description: problemsOf(error).message,
      }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: key }),
        // What is chosen for a project holds for its items.
        !iid &&
          queries.invalidateQueries({
            queryKey: queryKeyOf(endpoints.getWorkItemSubscription),
          }),
      ]),
  });
  return {
    query: iid ? itemQuery : projectQuery,
    choose: (level, onDone) => mutate(level, { onSuccess: onDone }),
  };
}
