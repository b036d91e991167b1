import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import {
  endpoints,
  type Project,
  stateGroup,
  type StateGroup,
  type WorkItemCounts,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  LoadingState,
  QueryState,
  useCallboardQuery,
  WorkspaceCardContent,
  WorkspaceCardLink,
  useEntityProject,
  useEntityTabHref,
  type OwnWorkspace,
  formatCount,
  GroupIcon,
  toLegibleColor,
  BadgeWithLabel,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { GroupShares, groupColors } from '../badges/GroupShares';
import { useLiveWork } from '../data/refreshWork';
import { entityWorkRouteRef } from '../routes';
import { callboardWorkTranslationRef } from '../translation';

function GroupBar(props: {
  total: number;
  groups: WorkItemCounts['by_state_group'];
  /** The link to all items; filters are added to its query. */
  href: string;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const theme = useTheme();
  const { total, groups } = props;
  const getGroupColor = (group: StateGroup) =>
    toLegibleColor(groupColors[group], theme);
  const parts = stateGroup.options
    .map(group => ({ group, count: groups[group] ?? 0 }))
    .filter(({ count }) => count > 0);
  return (
    <Box>
      <Box sx={{ typography: 'body2', fontWeight: 600, mb: 1 }}>
        {t('card.total', toCountParams(total))}
      </Box>
      <Box sx={{ mb: 1 }}>
        <GroupShares parts={parts} height={8} />
      </Box>
      <Box
        component="ul"
        aria-label={t('card.bar')}
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 2,
          rowGap: 0.5,
          m: 0,
          p: 0,
          listStyle: 'none',
          typography: 'body2',
        }}
      >
        {parts.map(({ group, count }) => (
          <li key={group}>
            <Link to={`${props.href}&group=${group}`} color="inherit">
              <BadgeWithLabel
                icon={<GroupIcon group={group} color={getGroupColor(group)} />}
                label={t('card.part', {
                  state: t(`group.${group}`),
                  number: formatCount(count),
                })}
              />
            </Link>
          </li>
        ))}
      </Box>
    </Box>
  );
}

const skeleton = <LoadingState rows={2} rowHeight={28} />;

function Note(props: { children: string }) {
  return (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {props.children}
    </Box>
  );
}

function ProjectCounts(props: { slug: string; project: Project }) {
  const href = useEntityTabHref(entityWorkRouteRef, '/work');
  const { slug, project } = props;
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const counts = useCallboardQuery(endpoints.countWorkItems, {
    params: { slug, pid: project.id },
    query: {},
  });
  return (
    <QueryState query={counts} loading={skeleton}>
      {({ total, by_state_group: groups }) =>
        total > 0 ? (
          <GroupBar
            total={total}
            groups={groups}
            href={`${href}?workspace=${slug}`}
          />
        ) : (
          <Note>{t('empty.title')}</Note>
        )
      }
    </QueryState>
  );
}

function EntityProjectCounts(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace } = props;
  const { query, project } = useEntityProject(workspace.slug);
  useLiveWork(workspace.id);
  return (
    <QueryState query={query} loading={skeleton}>
      {() =>
        project ? (
          <ProjectCounts slug={workspace.slug} project={project} />
        ) : (
          <Note>{t('noProject.title')}</Note>
        )
      }
    </QueryState>
  );
}

export function WorkCard() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const href = useEntityTabHref(entityWorkRouteRef, '/work');
  return (
    <EntityInfoCard
      title={t('card.title')}
      footerActions={
        <WorkspaceCardLink to={href}>{t('card.open')}</WorkspaceCardLink>
      }
    >
      <WorkspaceCardContent
        skeleton={skeleton}
        emptyState={<Note>{t('noProject.secret')}</Note>}
      >
        {workspace => <EntityProjectCounts workspace={workspace} />}
      </WorkspaceCardContent>
    </EntityInfoCard>
  );
}
