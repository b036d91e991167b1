import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  mayChange,
  includesRole,
  type Me,
  type TimeSettings,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  formatMinutes,
  LoadingState,
  QueryState,
  Section,
  useMe,
  useZoneToday,
  type WorkItemSectionProps,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { useLiveTime } from '../data/useLiveTime';
import { useTimeSettings } from '../data/useTimeSettings';
import { EstimateBar } from '../estimates/EstimateBar';
import { ItemEntries } from './ItemEntries';
import { ItemTimerButton } from './ItemTimerButton';
import { callboardTimeItemTranslationRef } from './itemTimeTranslation';
import { LogField } from './LogField';
import { useItemTime } from './useItemTime';

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
  const isOwn = ({ logged_by }: Worklog) =>
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
                  mayChange={isOwn}
                />
              )
            }
          </QueryState>
        </Stack>
      )}
    </QueryState>
  );
}

function OpenTime(props: WorkItemSectionProps & { me: Me }) {
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

function ItemTimeOf(props: WorkItemSectionProps & { me: Me }) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { workspace, project, item, me } = props;
  const isMember =
    project.role !== null && includesRole(project.role, 'member');
  const isAssigned =
    includesRole(workspace.role, 'member') &&
    item.assignees.includes(me.user_ref);
  return isMember || isAssigned ? (
    <OpenTime {...props} />
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
  return me ? <ItemTimeOf key={props.item.id} {...props} me={me} /> : skeleton;
}
