import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  mayChange,
  includesRole,
  type Me,
  type TimeSettings,
  type Worklog,
  endpoints,
  type ResponseOf,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  formatMinutes,
  LoadingState,
  QueryState,
  Section,
  useMe,
  useZoneToday,
  type WorkItemSectionProps,
  useCallboardQuery,
  useEndpointPages,
  type Pages,
  getProblems,
  useToast,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import Button from '@mui/material/Button';
import { useLiveTime } from '../data/refreshTime';
import { useTimeSettings } from '../data/timeQueries';
import { EstimateBar } from '../entity/EstimateBar';
import { Elapsed } from '../timer/TimerParts';
import { useStartTimer, useTimerActions } from '../timer/useTimerActions';
import { useTimer } from '../timer/useTimer';
import { ItemEntries } from './ItemEntries';
import { callboardTimeItemTranslationRef } from './itemTimeTranslation';
import { LogField } from './LogField';

/** Starts a timer on a work item, or shows that it is running. */
function ItemTimerButton(props: { item: Pick<WorkItem, 'id' | 'identifier'> }) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { item } = props;
  const { data } = useTimer();
  const { start } = useTimerActions();
  const startOn = useStartTimer(start);
  const notify = useToast();
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
  const startTimer = async () => {
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
      onClick={() => !start.isPending && startTimer()}
    >
      {t('start')}
    </Button>
  );
}

/** The time logged on a work item: the total, and the worklogs, newest day first, page by page. */
function useItemTime(
  slug: string,
  { id, project_id }: Pick<WorkItem, 'id' | 'project_id'>,
): {
  sum: UseQueryResult<ResponseOf<typeof endpoints.listWorklogsOfItem>, Error>;
  entries: Pages<Worklog>;
} {
  const params = { slug, pid: project_id, iid: id };
  const sum = useCallboardQuery(
    endpoints.listWorklogsOfItem,
    { params, query: { limit: 1 } },
    { refetchOnWindowFocus: 'always' },
  );
  const entries = useEndpointPages(endpoints.listWorklogsOfItem, {
    params,
    query: {},
  });
  return { sum, entries };
}

const skeleton = <LoadingState rows={2} rowHeight={36} />;

function Note(props: { children: ReactNode }) {
  return (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {props.children}
    </Box>
  );
}

/** Logged time compared to the estimate; without one, only the logged time. */
function Logged(props: { minutes: number; estimate: number | null }) {
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

function Content(
  props: WorkItemSectionProps & {
    me: Me;
    settings: TimeSettings;
    mayLog: boolean;
  },
) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { workspace, project, item, me, settings, mayLog } = props;
  const { slug } = workspace;
  const { sum, entries } = useItemTime(slug, item);
  const today = useZoneToday(workspace.timezone);
  const canChange = ({ logged_by }: Worklog) =>
    project.role === 'admin' || logged_by === me.user_ref;
  return (
    <QueryState
      query={sum}
      loading={skeleton}
      givers={{ workspace: slug, project: project.id }}
    >
      {({ total_minutes = 0 }) => (
        <Stack spacing={1.5}>
          <Logged minutes={total_minutes} estimate={item.estimate_time} />
          {!project.is_time_tracking_enabled && <Note>{t('off')}</Note>}
          {mayLog && (
            <LogField
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
                  mayChange={canChange}
                />
              )
            }
          </QueryState>
        </Stack>
      )}
    </QueryState>
  );
}

function ItemTimeAccess(props: WorkItemSectionProps & { me: Me }) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { workspace, project, item, me } = props;
  const settings = useTimeSettings(workspace.slug);
  useLiveTime(workspace.id);
  const mayLog =
    project.is_time_tracking_enabled &&
    mayChange(item, {
      user_ref: me.user_ref,
      workspaceRole: workspace.role,
      projectRole: project.role,
      isArchived: project.archived_at !== null,
    });
  return (
    <Section
      size="small"
      title={t('title')}
      aside={mayLog && <ItemTimerButton item={item} />}
    >
      <QueryState query={settings} loading={skeleton}>
        {found => <Content {...props} settings={found} mayLog={mayLog} />}
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
    <ItemTimeAccess {...props} />
  ) : (
    <Section size="small" title={t('title')}>
      <Note>{t('closed')}</Note>
    </Section>
  );
}

/** The time section of work item details: log, compare and edit. */
export function ItemTime(props: WorkItemSectionProps) {
  const me = useMe().data;
  // The key remounts the section, so that the worklogs of one item never flash in another.
  return me ? (
    <ItemTimeSection key={props.item.id} {...props} me={me} />
  ) : (
    skeleton
  );
}
