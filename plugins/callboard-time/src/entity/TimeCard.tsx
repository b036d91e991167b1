import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import {
  endpoints,
  includesRole,
  type Project,
} from '@callboard/plugin-callboard-common';
import {
  toDateBounds,
  DurationText,
  LoadingState,
  QueryState,
  useCallboardQuery,
  useEntityProject,
  useEntityTabHref,
  useZoneToday,
  useWeekStart,
  WorkspaceCardContent,
  WorkspaceCardLink,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { entityTimeRouteRef } from '../routes';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import { MinutesList, toPersonBars } from './MinutesList';
import type { ProjectScope } from './EntriesView';
import { Note } from '../shared/Note';

const MAX_SHOWN_BARS = 3;

const skeleton = <LoadingState rows={3} rowHeight={28} />;

function TimeTotals({ workspace, project }: ProjectScope) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const params = { slug: workspace.slug, pid: project.id };
  const today = useZoneToday(workspace.timezone);
  const weekStart = useWeekStart(workspace.slug);
  const { start, end } = toDateBounds(
    { preset: 'this_week' },
    today,
    weekStart,
  );
  const endpoint = endpoints.getProjectTimeSummary;
  const allTime = useCallboardQuery(endpoint, { params, query: {} });
  const week = useCallboardQuery(endpoint, {
    params,
    query: { date_from: start, date_to: end },
  });
  return (
    <QueryState query={allTime} loading={skeleton}>
      {({ total_duration_minutes: total, by_member }) =>
        total > 0 ? (
          <>
            <Box sx={{ display: 'flex', gap: 3, typography: 'body2', mb: 1 }}>
              <span>
                {t('card.week')}{' '}
                {week.data ? (
                  <DurationText minutes={week.data.total_duration_minutes} />
                ) : (
                  '–'
                )}
              </span>
              <span>
                {t('card.total')} <DurationText minutes={total} />
              </span>
            </Box>
            <MinutesList
              label={t('card.people')}
              paletteIndex={0}
              bars={toPersonBars(by_member.slice(0, MAX_SHOWN_BARS))}
            />
          </>
        ) : (
          <Note>{t('card.none')}</Note>
        )
      }
    </QueryState>
  );
}

const isMember = ({ role }: Project) =>
  role !== null && includesRole(role, 'member');

function WorkspaceTime(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { workspace } = props;
  const { query, project } = useEntityProject(workspace.slug);
  return (
    <QueryState query={query} loading={skeleton}>
      {() => {
        if (!project) {
          return <Note>{t('card.noProject')}</Note>;
        }
        return isMember(project) ? (
          <TimeTotals workspace={workspace} project={project} />
        ) : (
          <Note>{t('card.secret')}</Note>
        );
      }}
    </QueryState>
  );
}

export function TimeCard() {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const href = useEntityTabHref(entityTimeRouteRef, '/time');
  return (
    <EntityInfoCard
      title={t('title')}
      footerActions={
        <WorkspaceCardLink to={href}>{t('card.open')}</WorkspaceCardLink>
      }
    >
      <WorkspaceCardContent
        skeleton={skeleton}
        emptyState={<Note>{t('card.noProject')}</Note>}
      >
        {workspace => <WorkspaceTime workspace={workspace} />}
      </WorkspaceCardContent>
    </EntityInfoCard>
  );
}
