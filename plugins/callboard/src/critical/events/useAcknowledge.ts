import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callboardCriticalTranslationRef } from '../translation';

/** Acknowledges a critical event and reports errors. */
export function useAcknowledge() {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  return useMutation({
    mutationFn: (id: string) =>
      client.call(endpoints.acknowledgeCriticalEvent, {
        params: { id },
        body: {},
      }),
    onError: () => notify({ title: t('list.failed'), status: 'danger' }),
    onSettled: () =>
      queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.listCriticalEvents),
      }),
  });
}
