import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type CriticalEvent,
  endpoints,
} from '@callboard/plugin-callboard-common';
import Button from '@mui/material/Button';
import {
  getQueryKey,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callboardCriticalTranslationRef } from '../translation';

/** Acknowledges a critical event and reports errors. */
function useAcknowledge() {
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

/** Acknowledges an event. */
export function AcknowledgeButton(props: { event: CriticalEvent }) {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const acknowledging = useAcknowledge();
  const { id, rule_id, entity_label } = props.event;
  const what = [t(`ruleTitle.${rule_id}`), entity_label ?? '']
    .filter(Boolean)
    .join(', ');
  return (
    <Button
      size="small"
      variant="outlined"
      aria-label={t('list.acknowledgeOne', { what })}
      onClick={() => !acknowledging.isPending && acknowledging.mutate(id)}
    >
      {t('list.acknowledge')}
    </Button>
  );
}
