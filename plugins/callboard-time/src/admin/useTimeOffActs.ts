import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type NewTimeOff,
  type TimeOff,
} from '@callboard/plugin-callboard-common';
import {
  problemsOf,
  queryKeyOf,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';

/** Notes time off of somebody and takes it back, and says what became of it. */
export function useTimeOffActs(
  slug: string,
  member_id: string,
): {
  /** Whether it was noted. */
  add: (off: Omit<NewTimeOff, 'member_id'>) => Promise<boolean>;
  remove: (off: TimeOff) => Promise<void>;
} {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useNotice();
  const attempt = async (act: () => Promise<void>, failed: string) => {
    try {
      await act();
      return true;
    } catch (error) {
      notify({
        status: 'danger',
        title: failed,
        description: problemsOf(error).message,
      });
      return false;
    } finally {
      queries.invalidateQueries({
        queryKey: queryKeyOf(endpoints.listTimeOff),
      });
      refreshTime(queries);
    }
  };
  const add = (off: Omit<NewTimeOff, 'member_id'>) =>
    attempt(async () => {
      await client.call(endpoints.createTimeOff, {
        params: { slug },
        body: { ...off, member_id },
      });
      notify({ status: 'success', title: t('people.added') });
    }, t('people.addFailed'));
  return {
    add,
    remove: async ({ id, date_from, date_to, kind, minutes_per_day }) => {
      await attempt(async () => {
        await client.call(endpoints.deleteTimeOff, { params: { slug, id } });
        notify({
          status: 'success',
          title: t('people.deleted'),
          onUndo: () => add({ date_from, date_to, kind, minutes_per_day }),
        });
      }, t('people.deleteFailed'));
    },
  };
}
