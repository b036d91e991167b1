import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type NewTimeOff,
  type TimeOff,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useAttempt } from '../data/useAttempt';
import { callboardTimeAdminTranslationRef } from '../admin/timeAdminTranslation';

/** Adds and removes a person's time off, and reports the result. */
export function useTimeOffActions(
  slug: string,
  member_id: string,
): {
  /** @returns whether it was added */
  add: (off: Omit<NewTimeOff, 'member_id'>) => Promise<boolean>;
  remove: (off: TimeOff) => Promise<void>;
} {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const client = useCallboardClient();
  const notify = useToast();
  const attempt = useAttempt(endpoints.listTimeOff);
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
