import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  LoadingState,
  QueryState,
  useCallboardQuery,
  WorkspaceCardContent,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { activityRouteRef, projectsExternalRouteRef } from '../routes';
import { callboardActivityTranslationRef } from '../translation';
import { ChangeBriefs } from './ChangeBriefs';

const MAX_ROWS = 5;
const skeleton = <LoadingState rows={MAX_ROWS} rowHeight={44} />;

function OfWorkspace(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { slug, role } = props.workspace;
  const activityHref = useRouteRef(activityRouteRef);
  const projectsHref = useRouteRef(projectsExternalRouteRef);
  const changes = useCallboardQuery(endpoints.listMyProjectsActivity, {
    query: { workspace: slug, limit: MAX_ROWS },
  });
  const within = `?workspace=${encodeURIComponent(slug)}`;
  return (
    <QueryState query={changes} loading={skeleton}>
      {({ items }) =>
        items.length > 0 ? (
          <>
            <ChangeBriefs label={t('widget.changes')} rows={items} />
            {activityHref && (
              <Box sx={{ pt: 1, typography: 'body2' }}>
                <Link to={`${activityHref()}/workspace${within}&views=false`}>
                  {t('widget.seeAll')}
                </Link>
              </Box>
            )}
          </>
        ) : (
          <EmptyState
            title={t('widget.noChanges')}
            action={
              projectsHref && (
                <Link to={`${projectsHref()}${within}`}>
                  {t('widget.projects')}
                </Link>
              )
            }
          >
            {role === 'guest'
              ? t('widget.noChangesGuest')
              : t('widget.noChangesHint')}
          </EmptyState>
        )
      }
    </QueryState>
  );
}

/** The latest changes in the reader's own projects, for the home page. @public */
export function ProjectChanges() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <WorkspaceCardContent
      skeleton={skeleton}
      emptyState={<EmptyState title={t('widget.noChanges')} />}
    >
      {workspace => <OfWorkspace workspace={workspace} />}
    </WorkspaceCardContent>
  );
}
