import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardSchedule } from '@callboard/plugin-callboard-common';
import {
  PersonChip,
  getProblems,
  RelativeTime,
  useToast,
} from '@callboard/plugin-callboard-react';
import DeleteOutlinedIcon from '@mui/icons-material/DeleteOutlined';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Switch from '@mui/material/Switch';
import { useMutation } from '@tanstack/react-query';
import { callboardDashboardsSchedulesTranslationRef } from './schedulesTranslation';
import type { Schedules } from './useSchedules';
import { useScheduleLabels } from './useScheduleLabels';

/** The maximum number of recipients that are listed by name. */
const MAX_NAMED = 6;

/** A schedule in the list: times, recipients, last delivery, and whether it is on. */
export function ScheduleItem(props: {
  slug: string;
  schedule: DashboardSchedule;
  schedules: Schedules;
  names: ReadonlyMap<string, string>;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { slug, schedule, schedules, names, onEdit, onDelete } = props;
  const notify = useToast();
  const { recipient_refs, format, last_sent_at } = schedule;
  const when = useScheduleLabels()(schedule);
  const turning = useMutation({
    mutationFn: (is_enabled: boolean) =>
      schedules.update(schedule, { is_enabled }),
    onError: error =>
      notify({
        status: 'danger',
        title: t('changeFailed'),
        description: getProblems(error).message,
      }),
    onSettled: schedules.refresh,
  });
  const isOn = turning.isPending ? turning.variables : schedule.is_enabled;
  const named = recipient_refs.slice(0, MAX_NAMED);
  const others = recipient_refs.length - named.length;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        gap: 1,
        py: 1.5,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
        <Box sx={{ typography: 'body2', fontWeight: 600 }}>{when}</Box>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 1.5,
            rowGap: 0.5,
            my: 0.75,
            typography: 'body2',
          }}
        >
          {named.map(ref => (
            <PersonChip
              key={ref}
              userRef={ref}
              name={names.get(ref)}
              size={20}
              workspace={slug}
            />
          ))}
          {others > 0 && t('more', { number: String(others) })}
        </Box>
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {t(`format.${format}`)}
          {' · '}
          {!isOn && `${t('isOff')} · `}
          {last_sent_at ? (
            <>
              {t('lastSent')} <RelativeTime instant={last_sent_at} />
            </>
          ) : (
            t('neverSent')
          )}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center' }}>
        <Switch
          checked={isOn}
          onChange={(_, checked) =>
            !turning.isPending && turning.mutate(checked)
          }
          inputProps={{ 'aria-label': t('isOn', { when }) }}
        />
        <IconButton aria-label={t('edit', { when })} onClick={onEdit}>
          <EditOutlinedIcon fontSize="small" />
        </IconButton>
        <IconButton aria-label={t('delete', { when })} onClick={onDelete}>
          <DeleteOutlinedIcon fontSize="small" />
        </IconButton>
      </Box>
    </Box>
  );
}
