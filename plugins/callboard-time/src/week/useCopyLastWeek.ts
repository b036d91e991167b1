import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  getProblems,
  getQueryKey,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { addDays } from '../data/addDays';
import { listRowItems } from '../items/listRowItems';
import type { LoggedItem } from '../items/LoggedItem';
import { callboardTimeTranslationRef } from '../translation';

/**
 * Adds the work items of the previous week to a week, without their time.
 *
 * @param here - the ids of the work items in the week
 */
export function useCopyLastWeek(options: {
  slug: string;
  weekStart: string;
  here: ReadonlySet<string>;
  onCopy: (items: readonly LoggedItem[]) => void;
}): () => Promise<void> {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const { slug, weekStart, here, onCopy } = options;
  return useCallback(async () => {
    const input = {
      params: { slug },
      query: { week: addDays(weekStart, -7) },
    };
    try {
      const { rows } = await queries.fetchQuery({
        queryKey: getQueryKey(endpoints.getTimesheet, input),
        queryFn: ({ signal }) =>
          client.call(endpoints.getTimesheet, { ...input, signal }),
      });
      const items = listRowItems(rows).filter(({ id }) => !here.has(id));
      onCopy(items);
      notify({
        status: 'info',
        title:
          items.length > 0
            ? t('rows.copied', { count: items.length })
            : t('rows.nothingToCopy'),
      });
    } catch (error) {
      notify({
        status: 'danger',
        title: t('rows.copyFailed'),
        description: getProblems(error).message,
      });
    }
  }, [t, client, queries, notify, slug, weekStart, here, onCopy]);
}
