import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_SCHEDULES_PER_DASHBOARD,
  type Dashboard,
  type DashboardSchedule,
} from '@callboard/plugin-callboard-common';
import {
  QueryState,
  ResourcesProvider,
  useEntityTitles,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Skeleton from '@mui/material/Skeleton';
import { useId, useMemo, useState } from 'react';
import { DeleteScheduleDialog } from './DeleteScheduleDialog';
import { ScheduleFormDialog } from './ScheduleFormDialog';
import { ScheduleItem } from './ScheduleItem';
import { callboardDashboardsSchedulesTranslationRef } from './schedulesTranslation';
import { useSchedules } from './useSchedules';

/** The dialog that is open over the list. */
type Opened =
  | { action: 'add' }
  | { action: 'edit' | 'delete'; schedule: DashboardSchedule };

/** The email schedules of a dashboard. */
export function SchedulesDialog(props: {
  workspace: OwnWorkspace;
  dashboard: Pick<Dashboard, 'id' | 'name' | 'access'>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { workspace, dashboard, onClose } = props;
  const id = useId();
  const schedules = useSchedules(workspace.slug, dashboard.id);
  const [opened, setOpened] = useState<Opened>();
  const list = schedules.query.data?.items;
  const mentions = useMemo(
    () =>
      (list ?? [])
        .flatMap(({ recipient_refs }) => recipient_refs)
        .map(user_id => ({ user_id, entity_type: null, entity_id: null })),
    [list],
  );
  const names = useEntityTitles(mentions.map(({ user_id }) => user_id));
  const isFull = (list?.length ?? 0) >= MAX_SCHEDULES_PER_DASHBOARD;
  const close = () => setOpened(undefined);
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-hint`}
    >
      <DialogTitle id={`${id}-title`} sx={{ overflowWrap: 'anywhere' }}>
        {t('title', { name: dashboard.name })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText id={`${id}-hint`} variant="body2">
          {t('hint', { workspace: workspace.name })}
        </DialogContentText>
        {dashboard.access === 'private' && (
          <Alert severity="info" sx={{ mt: 2 }}>
            {t('private')}
          </Alert>
        )}
        <QueryState
          query={schedules.query}
          loading={<Skeleton variant="rounded" height={88} sx={{ mt: 2 }} />}
        >
          {({ items }) =>
            items.length === 0 ? (
              <Box sx={{ typography: 'body2', mt: 2 }}>{t('none')}</Box>
            ) : (
              <ResourcesProvider rows={mentions}>
                <Box
                  component="ul"
                  aria-label={t('list')}
                  sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}
                >
                  {items.map(schedule => (
                    <ScheduleItem
                      key={schedule.id}
                      slug={workspace.slug}
                      schedule={schedule}
                      schedules={schedules}
                      names={names}
                      onEdit={() => setOpened({ action: 'edit', schedule })}
                      onDelete={() => setOpened({ action: 'delete', schedule })}
                    />
                  ))}
                </Box>
              </ResourcesProvider>
            )
          }
        </QueryState>
        {isFull && (
          <Box sx={{ typography: 'caption', color: 'text.secondary', mt: 1 }}>
            {t('full', { number: String(MAX_SCHEDULES_PER_DASHBOARD) })}
          </Box>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t('close')}</Button>
        <Button
          variant="contained"
          startIcon={<AddIcon />}
          disabled={!list || isFull}
          onClick={() => setOpened({ action: 'add' })}
        >
          {t('add')}
        </Button>
      </DialogActions>
      {(opened?.action === 'add' || opened?.action === 'edit') && (
        <ScheduleFormDialog
          workspace={workspace}
          schedule={opened.action === 'edit' ? opened.schedule : undefined}
          schedules={schedules}
          names={names}
          onClose={close}
        />
      )}
      {opened?.action === 'delete' && (
        <DeleteScheduleDialog
          schedule={opened.schedule}
          schedules={schedules}
          onClose={close}
        />
      )}
    </Dialog>
  );
}
