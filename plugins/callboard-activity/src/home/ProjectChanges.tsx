import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Activity } from '@callboard/plugin-callboard-common';
import {
  oneLine,
  EmptyState,
  LoadingState,
  QueryState,
  useCallboardQuery,
  WorkspaceCardContent,
  type OwnWorkspace,
  ActionLabel,
  ChangesLine,
  EntityLink,
  PersonAvatar,
  RelativeTime,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { activityRouteRef, projectsExternalRouteRef } from '../routes';
import { callboardActivityTranslationRef } from '../translation';
import { AssistantBadge } from '../view/AssistantBadge';
import { BriefList } from './ActivityBriefs';

function ChangeBrief(props: { row: Activity }) {
  const { row } = props;
  return (
    <>
      <PersonAvatar userRef={row.user_id} name={row.user_name} size={24} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Box
            component="span"
            title={row.user_name}
            sx={{
              maxWidth: '40%',
              flexShrink: 0,
              ...oneLine,
            }}
          >
            {row.user_name}
          </Box>
          <AssistantBadge activity={row} />
          <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
            <ActionLabel activity={row} />
          </Box>
          <Box component="span" sx={{ flexShrink: 0, color: 'text.secondary' }}>
            <RelativeTime instant={row.created_at} />
          </Box>
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Box component="span" sx={{ minWidth: '40%' }}>
            {/* The entity of a join is the person who joined, whom the row already names. */}
            {row.action !== 'join' && (
              <EntityLink
                type={row.entity_type}
                id={row.entity_id}
                label={row.entity_label}
              />
            )}
          </Box>
          <Box sx={{ minWidth: 0 }}>
            <ChangesLine activity={row} />
          </Box>
        </Box>
      </Box>
    </>
  );
}

const rowStyle = { alignItems: 'flex-start', gap: 1, py: 0.75 };

const MAX_ROWS = 5;
const skeleton = <LoadingState rows={MAX_ROWS} rowHeight={44} />;

function WorkspaceChanges(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { slug, role } = props.workspace;
  const getActivityHref = useRouteRef(activityRouteRef);
  const getProjectsHref = useRouteRef(projectsExternalRouteRef);
  const changes = useCallboardQuery(endpoints.listMyProjectsActivity, {
    query: { workspace: slug, limit: MAX_ROWS },
  });
  const workspaceQuery = `?workspace=${encodeURIComponent(slug)}`;
  return (
    <QueryState query={changes} loading={skeleton}>
      {({ items }) =>
        items.length > 0 ? (
          <>
            <BriefList
              label={t('widget.changes')}
              rows={items}
              rowStyle={rowStyle}
            >
              {row => <ChangeBrief row={row} />}
            </BriefList>
            {getActivityHref && (
              <Box sx={{ pt: 1, typography: 'body2' }}>
                <Link
                  to={`${getActivityHref()}/workspace${workspaceQuery}&views=false`}
                >
                  {t('widget.seeAll')}
                </Link>
              </Box>
            )}
          </>
        ) : (
          <EmptyState
            title={t('widget.noChanges')}
            action={
              getProjectsHref && (
                <Link to={`${getProjectsHref()}${workspaceQuery}`}>
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

export function ProjectChanges() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <WorkspaceCardContent
      skeleton={skeleton}
      emptyState={<EmptyState title={t('widget.noChanges')} />}
    >
      {workspace => <WorkspaceChanges workspace={workspace} />}
    </WorkspaceCardContent>
  );
}
