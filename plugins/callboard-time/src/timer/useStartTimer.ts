import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { useToast } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import { useFormatLogged } from './useLoggedMessage';
import type { TimerActions } from './useTimerActions';

/**
 * Starts a timer on a work item, and reports the worklogs of the previous one. Rejects with the
 * server's error.
 */
export function useStartTimer({
  start,
}: Pick<TimerActions, 'start'>): (
  item: Pick<WorkItem, 'id' | 'identifier'>,
) => Promise<void> {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const notify = useToast();
  const formatLogged = useFormatLogged();
  const { mutateAsync } = start;
  return useCallback(
    async ({ id, identifier }) => {
      const worklogs = await mutateAsync({ work_item_id: id });
      notify({
        status: 'success',
        title: t('start.started', { item: identifier }),
        description:
          worklogs.length > 0 ? formatLogged(worklogs, 'before') : undefined,
      });
    },
    [mutateAsync, notify, formatLogged, t],
  );
}
