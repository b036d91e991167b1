import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type CriticalRuleId,
  type CriticalRulePatch,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callboardCriticalTranslationRef } from '../translation';

/** Updates a rule and reports errors. */
export function useUpdateRule(id: CriticalRuleId) {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  return useMutation({
    mutationFn: (body: CriticalRulePatch) =>
      client.call(endpoints.updateCriticalRule, { params: { id }, body }),
    onError: () => notify({ title: t('rules.failed'), status: 'danger' }),
    onSettled: () =>
      queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.listCriticalRules),
      }),
  });
}
