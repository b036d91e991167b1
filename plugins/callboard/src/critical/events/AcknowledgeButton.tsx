import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CriticalEvent } from '@callboard/plugin-callboard-common';
import Button from '@mui/material/Button';
import { callboardCriticalTranslationRef } from '../translation';
import { useAcknowledge } from './useAcknowledge';

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
