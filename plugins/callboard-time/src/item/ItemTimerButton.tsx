import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { getProblems, useToast } from '@callboard/plugin-callboard-react';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Elapsed } from '../timer/Elapsed';
import { useStartTimer } from '../timer/useStartTimer';
import { useTimer } from '../timer/useTimer';
import { useTimerActions } from '../timer/useTimerActions';
import { callboardTimeItemTranslationRef } from './itemTimeTranslation';

/** Starts a timer on a work item, or shows that it is running. */
export function ItemTimerButton(props: {
  item: Pick<WorkItem, 'id' | 'identifier'>;
}) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { item } = props;
  const { data } = useTimer();
  const { start } = useTimerActions();
  const startOn = useStartTimer({ start });
  const notify = useToast();
  if (!data) {
    return null;
  }
  if (data.timer?.work_item.id === item.id) {
    return (
      <Box component="span" sx={{ typography: 'body2' }}>
        {t('running')}{' '}
        <Elapsed started_at={data.timer.started_at} ahead={data.ahead} />
      </Box>
    );
  }
  const begin = async () => {
    try {
      await startOn(item);
    } catch (error) {
      notify({
        status: 'danger',
        title: t('startFailed'),
        description: getProblems(error).message,
      });
    }
  };
  return (
    <Button
      size="small"
      startIcon={<PlayArrowIcon />}
      aria-label={t('startOn', { item: item.identifier })}
      aria-disabled={start.isPending}
      onClick={() => !start.isPending && begin()}
    >
      {t('start')}
    </Button>
  );
}
