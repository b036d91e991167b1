import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { endpoints, type Project } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  LoadingState,
  QueryState,
  useCallboardQuery,
  useCardWorkspace,
  useEntityProject,
  useEntityTabHref,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useLiveWork } from '../data/useLiveWork';
import { entityWorkRouteRef } from '../routes';
import { callboardWorkTranslationRef } from '../translation';
import { GroupBar } from './GroupBar';

const skeleton = <LoadingState rows={2} rowHeight={28} />;

function Note(props: { children: string }) {
  return (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {props.children}
    </Box>
  );
}

function Counts(props: { slug: string; project: Project }) {
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
          <GroupBar total={total} groups={groups} href={href} />
        ) : (
          <Note>{t('empty.title')}</Note>
        )
      }
    </QueryState>
  );
}

function OfWorkspace(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace } = props;
  const { query, project } = useEntityProject(workspace.slug);
  useLiveWork(workspace.id);
  return (
    <QueryState query={query} loading={skeleton}>
      {() =>
        project ? (
          <Counts slug={workspace.slug} project={project} />
        ) : (
          <Note>{t('noProject.title')}</Note>
        )
      }
    </QueryState>
  );
}

function Content() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace, isLoading } = useCardWorkspace();
  if (isLoading) {
    return skeleton;
  }
  return workspace ? (
    <OfWorkspace workspace={workspace} />
  ) : (
    <Note>{t('noProject.secret')}</Note>
  );
}

/**
 * The number of items of an entity's project, by state group.
 *
 * @public
 */
export function EntityWorkCard() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const href = useEntityTabHref(entityWorkRouteRef, '/work');
  return (
    <EntityInfoCard
      title={t('card.title')}
      footerActions={<Link to={href}>{t('card.open')}</Link>}
    >
      <CallboardProvider>
        <Content />
      </CallboardProvider>
    </EntityInfoCard>
  );
}
