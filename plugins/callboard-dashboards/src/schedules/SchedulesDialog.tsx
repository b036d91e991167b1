import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_SCHEDULES_PER_DASHBOARD,
  permissions,
  type Dashboard,
  type DashboardSchedule,
} from '@callboard/plugin-callboard-common';
import {
  formatFailure,
  QueryState,
  ResourcesProvider,
  useAllowed,
  useEntityTitles,
  type OwnWorkspace,
  FormDialog,
  PersonChip,
  RelativeTime,
  toIfMatchHeader,
  useCallboardQuery,
  useEndpointMutation,
  getWeekdayName,
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
import DeleteOutlinedIcon from '@mui/icons-material/DeleteOutlined';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import IconButton from '@mui/material/IconButton';
import Switch from '@mui/material/Switch';
import { formatHour, ScheduleFormDialog } from './ScheduleFormDialog';
import { callboardDashboardsSchedulesTranslationRef } from './schedulesTranslation';

/** Returns a function that formats a schedule: "Every Monday at 08:00, Europe/Berlin". */
function useFormatSchedule(): (schedule: DashboardSchedule) => string {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  return ({ frequency, weekday, day_of_month, hour, timezone }) => {
    const timeParams = {
      time: formatHour(hour),
      zone: timezone.replace(/_/g, ' '),
    };
    switch (frequency) {
      case 'weekly':
        return t('when.weekly', {
          ...timeParams,
          weekday: getWeekdayName(weekday ?? 1),
        });
      case 'monthly':
        return t('when.monthly', {
          ...timeParams,
          day: String(day_of_month ?? 1),
        });
      default:
        return t('when.daily', timeParams);
    }
  };
}

const invalidates = [endpoints.listDashboardSchedules];

/** Returns the part of a request that identifies a schedule and the version that was read. */
const toScheduleRequest = (slug: string, schedule: DashboardSchedule) => ({
  params: { slug, id: schedule.dashboard_id, sid: schedule.id },
  headers: toIfMatchHeader(schedule),
});

const MAX_NAMED_RECIPIENTS = 6;

function ScheduleItem(props: {
  slug: string;
  schedule: DashboardSchedule;
  /** The known names of people, by reference. */
  names: ReadonlyMap<string, string>;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { slug, schedule, names, onEdit, onDelete } = props;
  const { dashboardSchedule } = permissions;
  const canUpdate = useAllowed(dashboardSchedule.update, slug);
  const canDelete = useAllowed(dashboardSchedule.delete, slug);
  const { recipient_refs, format, last_sent_at } = schedule;
  const when = useFormatSchedule()(schedule);
  const toggling = useEndpointMutation(endpoints.updateDashboardSchedule, {
    toRequest: (is_enabled: boolean) => ({
      ...toScheduleRequest(slug, schedule),
      body: { is_enabled },
    }),
    invalidates,
    refetchesAfterFailure: true,
    toFailureTitle: () => t('changeFailed'),
    onSuccess: (_, __, refreshed) => refreshed,
  });
  const isOn = toggling.isPending ? toggling.variables : schedule.is_enabled;
  const namedRefs = recipient_refs.slice(0, MAX_NAMED_RECIPIENTS);
  const hiddenCount = recipient_refs.length - namedRefs.length;
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
          {namedRefs.map(ref => (
            <PersonChip
              key={ref}
              userRef={ref}
              name={names.get(ref)}
              size={20}
              workspace={slug}
            />
          ))}
          {hiddenCount > 0 && t('more', { number: String(hiddenCount) })}
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
        {canUpdate && (
          <>
            <Switch
              checked={isOn}
              onChange={(_, checked) =>
                !toggling.isPending && toggling.mutate(checked)
              }
              inputProps={{ 'aria-label': t('isOn', { when }) }}
            />
            <IconButton aria-label={t('edit', { when })} onClick={onEdit}>
              <EditOutlinedIcon fontSize="small" />
            </IconButton>
          </>
        )}
        {canDelete && (
          <IconButton aria-label={t('delete', { when })} onClick={onDelete}>
            <DeleteOutlinedIcon fontSize="small" />
          </IconButton>
        )}
      </Box>
    </Box>
  );
}

function DeleteScheduleDialog(props: {
  slug: string;
  schedule: DashboardSchedule;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { slug, schedule, onClose } = props;
  const formatSchedule = useFormatSchedule();
  const removal = useEndpointMutation(endpoints.deleteDashboardSchedule, {
    toRequest: () => toScheduleRequest(slug, schedule),
    invalidates,
    refetchesAfterFailure: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={t('removal.title')}
      hint={t('removal.hint', { when: formatSchedule(schedule) })}
      failure={formatFailure(removal.error, t('removal.failed'))}
      submitLabel={t('removal.submit')}
      submitColor="error"
      isBusy={removal.isPending}
      isReady
      onSubmit={() => removal.mutate()}
      onClose={onClose}
    />
  );
}

type OpenDialog =
  | { action: 'add' }
  | { action: 'edit' | 'delete'; schedule: DashboardSchedule };

export function SchedulesDialog(props: {
  workspace: OwnWorkspace;
  dashboard: Pick<Dashboard, 'id' | 'name' | 'access'>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { workspace, dashboard, onClose } = props;
  const id = useId();
  const { slug } = workspace;
  const query = useCallboardQuery(endpoints.listDashboardSchedules, {
    params: { slug, id: dashboard.id },
    query: { limit: MAX_SCHEDULES_PER_DASHBOARD },
  });
  const canAdd = useAllowed(permissions.dashboardSchedule.create, slug);
  const [openDialog, setOpenDialog] = useState<OpenDialog>();
  const list = query.data?.items;
  const recipientRows = useMemo(
    () =>
      (list ?? [])
        .flatMap(({ recipient_refs }) => recipient_refs)
        .map(user_id => ({ user_id, entity_type: null, entity_id: null })),
    [list],
  );
  const names = useEntityTitles(recipientRows.map(({ user_id }) => user_id));
  const isFull = (list?.length ?? 0) >= MAX_SCHEDULES_PER_DASHBOARD;
  const close = () => setOpenDialog(undefined);
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
          query={query}
          loading={<Skeleton variant="rounded" height={88} sx={{ mt: 2 }} />}
        >
          {({ items }) =>
            items.length === 0 ? (
              <Box sx={{ typography: 'body2', mt: 2 }}>{t('none')}</Box>
            ) : (
              <ResourcesProvider rows={recipientRows}>
                <Box
                  component="ul"
                  aria-label={t('list')}
                  sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}
                >
                  {items.map(schedule => (
                    <ScheduleItem
                      key={schedule.id}
                      slug={slug}
                      schedule={schedule}
                      names={names}
                      onEdit={() => setOpenDialog({ action: 'edit', schedule })}
                      onDelete={() =>
                        setOpenDialog({ action: 'delete', schedule })
                      }
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
        {canAdd && (
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            disabled={!list || isFull}
            onClick={() => setOpenDialog({ action: 'add' })}
          >
            {t('add')}
          </Button>
        )}
      </DialogActions>
      {(openDialog?.action === 'add' || openDialog?.action === 'edit') && (
        <ScheduleFormDialog
          workspace={workspace}
          dashboard={dashboard.id}
          schedule={
            openDialog.action === 'edit' ? openDialog.schedule : undefined
          }
          names={names}
          onClose={close}
        />
      )}
      {openDialog?.action === 'delete' && (
        <DeleteScheduleDialog
          slug={slug}
          schedule={openDialog.schedule}
          onClose={close}
        />
      )}
    </Dialog>
  );
}
