import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Holiday,
  type NewHoliday,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';
import { useAttempt } from '../data/useAttempt';

/** The source of a holiday import: the public holidays of a country in a year. */
export interface HolidaySource {
  country: string;
  region: string | null;
  year: number;
}

/** Adds, deletes and imports holidays, and reports the result. */
export function useHolidayActions(slug: string): {
  /** @returns whether the holiday was added */
  add: (holiday: NewHoliday) => Promise<boolean>;
  remove: (holiday: Holiday) => Promise<void>;
  importHolidays: (source: HolidaySource) => Promise<void>;
} {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const client = useCallboardClient();
  const notify = useToast();
  const attempt = useAttempt(endpoints.listHolidays);
  const params = { slug };
  const add = (body: NewHoliday) =>
    attempt(async () => {
      await client.call(endpoints.createHoliday, { params, body });
      notify({
        status: 'success',
        title: t('holidays.added', { name: body.name }),
      });
    }, t('holidays.addFailed'));
  return {
    add,
    remove: async ({ id, date, name, minutes }) => {
      await attempt(async () => {
        await client.call(endpoints.deleteHoliday, { params: { slug, id } });
        notify({
          status: 'success',
          title: t('holidays.deleted', { name }),
          onUndo: () => add({ date, name, minutes }),
        });
      }, t('holidays.deleteFailed'));
    },
    importHolidays: async source => {
      await attempt(async () => {
        const { created, skipped } = await client.call(
          endpoints.importHolidays,
          { params, body: source },
        );
        notify({
          status: 'success',
          title: t('holidays.imported', {
            count: created,
            skipped: String(skipped),
          }),
        });
      }, t('holidays.importFailed'));
    },
  };
}
