import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  canChange,
  includesRole,
  permissions,
  type Me,
  type TimeSettings,
  type Worklog,
  endpoints,
  type WorkItem,
  MAX_WORKLOG_DESCRIPTION,
} from '@callboard/plugin-callboard-common';
import {
  formatFailure,
  formatMinutes,
  LoadingState,
  QueryState,
  Section,
  useAllowed,
  useAttempt,
  useMe,
  useZoneToday,
  type WorkItemSectionProps,
  useCallboardQuery,
  useEndpointPages,
  getProblems,
  useToast,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useRef, useState, type FormEvent } from 'react';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import Button from '@mui/material/Button';
import Alert from '@mui/material/Alert';
import TextField from '@mui/material/TextField';
import { clearIfUnchanged } from '../data/clearIfUnchanged';
import { useLiveTime } from '../data/refreshTime';
import { useTimeSettings } from '../data/timeQueries';
import { EstimateBar } from '../entity/EstimateBar';
import { Elapsed } from '../timer/TimerParts';
import { useStartTimer, useTimerActions } from '../timer/useTimerActions';
import { useTimer } from '../timer/useTimer';
import { ItemEntries } from './ItemEntries';
import { callboardTimeItemTranslationRef } from './itemTimeTranslation';
import { DurationField, parseDurationInput } from '../entries/DurationField';
import { useEntryDialog } from '../entries/EntryDialog';
import { useDeleteEntry, useSaveEntry } from '../entries/entryMutations';
import { toLoggableItem } from '../entries/WorkItemPicker';
import { Note } from '../shared/Note';

function ItemTimerButton(props: { item: Pick<WorkItem, 'id' | 'identifier'> }) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { item } = props;
  const { data } = useTimer();
  const canStart = useAllowed(permissions.timer.update);
  const { start } = useTimerActions();
  const startTimerOn = useStartTimer(start);
  const attempt = useAttempt();
  if (!data) {
    return null;
  }
  if (data.timer?.work_item.id === item.id) {
    return (
      <Box component="span" sx={{ typography: 'body2' }}>
        {t('running')}{' '}
        <Elapsed
          started_at={data.timer.started_at}
          clockOffset={data.clockOffset}
        />
      </Box>
    );
  }
  if (!canStart) {
    return null;
  }

  return (
    <Button
      size="small"
      startIcon={<PlayArrowIcon />}
      aria-label={t('startOn', { item: item.identifier })}
      aria-disabled={start.isPending}
      onClick={() =>
        !start.isPending && attempt(() => startTimerOn(item), t('startFailed'))
      }
    >
      {t('start')}
    </Button>
  );
}

const skeleton = <LoadingState rows={2} rowHeight={36} />;

function LoggedTime(props: { minutes: number; estimate: number | null }) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { minutes, estimate } = props;
  if (estimate) {
    return <EstimateBar estimate_minutes={estimate} logged_minutes={minutes} />;
  }
  return (
    <Note>
      {minutes > 0
        ? t('noEstimate', { logged: formatMinutes(minutes) })
        : t('nothing')}
    </Note>
  );
}

function LogForm(props: {
  slug: string;
  item: WorkItem;
  settings: TimeSettings;
  today: string;
}) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { slug, item, settings, today } = props;
  const [duration, setDuration] = useState('');
  const [description, setDescription] = useState('');
  const { open, dialog } = useEntryDialog(slug, settings);
  const form = useRef<HTMLFormElement>(null);
  const durationField = useRef<HTMLInputElement>(null);
  const save = useSaveEntry(slug);
  const remove = useDeleteEntry(slug);
  const notify = useToast();
  const { minutes } = parseDurationInput(duration, settings.minutes_per_day);
  const isDescriptionMissing =
    settings.require_description && !description.trim();
  const { fields } = getProblems(save.error);

  const clear = () => {
    setDuration(clearIfUnchanged(duration));
    setDescription(clearIfUnchanged(description));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!minutes || isDescriptionMissing || save.isPending) {
      return;
    }
    const body = {
      duration_minutes: minutes,
      logged_at: today,
      description: description.trim() || null,
    };
    save.mutate(
      { item, body },
      {
        onSuccess: worklog => {
          clear();
          // The submit button is now disabled and would lose the focus.
          if (form.current?.contains(document.activeElement)) {
            durationField.current?.focus();
          }
          notify({
            status: 'success',
            title: t('logged', { duration: formatMinutes(minutes) }),
            onUndo: () => remove(worklog),
          });
        },
      },
    );
  };
  return (
    <Box component="form" ref={form} noValidate onSubmit={submit}>
      {save.error && !fields.duration_minutes && (
        <Alert severity="error" sx={{ mb: 1.5 }}>
          {formatFailure(save.error, t('failed'))}
        </Alert>
      )}
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'flex-start',
          gap: 1,
        }}
      >
        <Box sx={{ flex: '1 1 140px' }}>
          <DurationField
            fullWidth
            label={t('duration')}
            value={duration}
            onChange={setDuration}
            minutesPerDay={settings.minutes_per_day}
            problem={fields.duration_minutes}
            inputRef={durationField}
          />
        </Box>
        <TextField
          size="small"
          label={t('description')}
          required={settings.require_description}
          value={description}
          onChange={event => setDescription(event.target.value)}
          inputProps={{ maxLength: MAX_WORKLOG_DESCRIPTION }}
          sx={{ flex: '2 1 180px' }}
        />
        <Button
          type="submit"
          variant="outlined"
          disabled={!minutes || isDescriptionMissing}
          aria-disabled={save.isPending}
        >
          {t('log')}
        </Button>
        <Button
          onClick={() =>
            open(
              {
                item: toLoggableItem(item),
                date: today,
                duration,
                description,
              },
              clear,
            )
          }
        >
          {t('more')}
        </Button>
      </Box>
      {dialog}
    </Box>
  );
}

function ItemTimeContent(
  props: WorkItemSectionProps & {
    me: Me;
    settings: TimeSettings;
    canLog: boolean;
  },
) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { workspace, project, item, me, settings, canLog } = props;
  const { slug } = workspace;
  const params = { slug, pid: item.project_id, iid: item.id };
  const totals = useCallboardQuery(
    endpoints.listWorklogsOfItem,
    { params, query: { limit: 1 } },
    { refetchOnWindowFocus: 'always' },
  );
  const entries = useEndpointPages(endpoints.listWorklogsOfItem, {
    params,
    query: {},
  });
  const today = useZoneToday(workspace.timezone);
  const canChangeWorklog = ({ logged_by }: Worklog) =>
    project.role === 'admin' || logged_by === me.user_ref;
  return (
    <QueryState
      query={totals}
      loading={skeleton}
      accessGranters={{ workspace: slug, project: project.id }}
    >
      {({ total_minutes = 0 }) => (
        <Stack spacing={1.5}>
          <LoggedTime minutes={total_minutes} estimate={item.estimate_time} />
          {!project.is_time_tracking_enabled && <Note>{t('off')}</Note>}
          {canLog && (
            <LogForm
              slug={slug}
              item={item}
              settings={settings}
              today={today}
            />
          )}
          <QueryState query={entries} loading={skeleton}>
            {({ items, total = items.length }) =>
              total > 0 && (
                <ItemEntries
                  slug={slug}
                  settings={settings}
                  items={items}
                  total={total}
                  pages={entries}
                  canChange={canChangeWorklog}
                />
              )
            }
          </QueryState>
        </Stack>
      )}
    </QueryState>
  );
}

function AccessibleItemTime(props: WorkItemSectionProps & { me: Me }) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { workspace, project, item, me } = props;
  const settings = useTimeSettings(workspace.slug);
  const isCreateAllowed = useAllowed(permissions.worklog.create, project.id);
  useLiveTime(workspace.id);
  const canTrackTime =
    project.is_time_tracking_enabled &&
    canChange(item, {
      user_ref: me.user_ref,
      workspaceRole: workspace.role,
      projectRole: project.role,
      isArchived: project.archived_at !== null,
    });
  return (
    <Section
      size="small"
      title={t('title')}
      aside={canTrackTime && <ItemTimerButton item={item} />}
    >
      <QueryState query={settings} loading={skeleton}>
        {loadedSettings => (
          <ItemTimeContent
            {...props}
            settings={loadedSettings}
            canLog={canTrackTime && isCreateAllowed}
          />
        )}
      </QueryState>
    </Section>
  );
}

function ItemTimeSection(props: WorkItemSectionProps & { me: Me }) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { workspace, project, item, me } = props;
  const isMember =
    project.role !== null && includesRole(project.role, 'member');
  const isAssigned =
    includesRole(workspace.role, 'member') &&
    item.assignees.includes(me.user_ref);
  return isMember || isAssigned ? (
    <AccessibleItemTime {...props} />
  ) : (
    <Section size="small" title={t('title')}>
      <Note>{t('closed')}</Note>
    </Section>
  );
}

export function ItemTime(props: WorkItemSectionProps) {
  const me = useMe().data;
  const isAllowed = useAllowed(permissions.worklog.read, props.project.id);
  if (!isAllowed) {
    return <></>;
  }
  // The key remounts the section, so that the worklogs of one item never flash in another.
  return me ? (
    <ItemTimeSection key={props.item.id} {...props} me={me} />
  ) : (
    skeleton
  );
}
