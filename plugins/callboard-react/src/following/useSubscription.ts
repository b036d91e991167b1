import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Subscription,
  type SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallboardClient } from '../api/useCallboardClient';
import { useToast } from '../hooks/useToast';
import { getProblems } from '../query/getProblems';
import { getQueryKey } from '../query/getQueryKey';
import type { Followed } from './Followed';
import { callboardFollowingTranslationRef } from './followingTranslation';
import { getSubscriptionEndpoints } from './getSubscriptionEndpoints';

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
  const { id, key, get, put, forget } = getSubscriptionEndpoints(
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
