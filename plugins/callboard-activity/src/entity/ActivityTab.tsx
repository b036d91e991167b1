import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DEFAULT_WORKSPACE,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  EntityTabTitle,
  ErrorState,
  ExactPath,
  getBrowserZone,
  LoadingState,
  Row,
  useAllowed,
  useMe,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { Card } from '../cards/Card';
import {
  createActivityScope,
  useShortActivityList,
} from '../data/activityQueries';
import type { ViewDefaults } from '../data/ActivityFilters';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityBriefs } from '../home/ActivityBriefs';
import { ActivityView, PartialNote } from '../view/ActivityView';
import { useEntityScope } from './ActivityCard';

const PAGE_SIZE = 10;
const workspaceScope = createActivityScope('workspace');

/**
 * Whether the reader can see the page views of other people: super admins and admins of the default
 * workspace can, if the portal's policy allows it.
 */
function useCanSeeViews(): boolean {
  const { data: me } = useMe();
  const canRead = useAllowed(permissions.activity.read, DEFAULT_WORKSPACE);
  return (
    canRead &&
    (me?.is_super_admin === true ||
      me?.workspaces.some(
        ({ slug, role }) => slug === DEFAULT_WORKSPACE && role === 'admin',
      ) === true)
  );
}

function ViewerList(props: { entityRef: string }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { entityRef } = props;
  const query = useMemo(
    () => ({
      entity_id: entityRef,
      action: 'entity_view',
      tz: getBrowserZone(),
    }),
    [entityRef],
  );
  const list = useShortActivityList(workspaceScope, query, PAGE_SIZE);
  return (
    <Box sx={{ flex: '0 1 300px', minWidth: { xs: '100%', sm: 260 } }}>
      <Card title={t('entity.viewers')}>
        {list.isLoading && <LoadingState rows={4} rowHeight={28} />}
        {list.error && <ErrorState error={list.error} onRetry={list.restart} />}
        {!list.isLoading && !list.error && list.rows.length === 0 && (
          <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
            {t('entity.noViewers')}
          </Box>
        )}
        <ActivityBriefs
          label={t('entity.viewers')}
          rows={list.rows}
          onlyPeople
        />
        {list.hasMore && (
          <Button
            size="small"
            sx={{ mt: 1, alignSelf: 'flex-start' }}
            aria-disabled={list.isLoadingMore}
            onClick={list.isLoadingMore ? undefined : list.loadMore}
          >
            {t('drawer.batchMore')}
          </Button>
        )}
      </Card>
    </Box>
  );
}

/** Lists who opened a person's page. Hidden from readers who cannot see others' page views. */
function EntityViewers(props: { entityRef: string }) {
  return useCanSeeViews() ? <ViewerList {...props} /> : null;
}

/** Page views are hidden at first; a switch shows them. */
const entityDefaults: ViewDefaults = { range: 'all_time', hidesViews: true };

function EntityHistory() {
  const { scope, entityRef, isPerson } = useEntityScope();
  const role = useMe().data?.workspaces.find(
    ({ slug }) => slug === DEFAULT_WORKSPACE,
  )?.role;
  return (
    <Row alignItems="flex-start" gap={3}>
      <Box sx={{ flex: '1 1 560px', minWidth: 0 }}>
        <ActivityView
          key={entityRef}
          scope={scope}
          defaults={entityDefaults}
          accessGranters={{ workspace: DEFAULT_WORKSPACE }}
          note={role === 'guest' && <PartialNote role={role} />}
        />
      </Box>
      {isPerson && <EntityViewers entityRef={entityRef} />}
    </Row>
  );
}

/**
 * The tab with the activity about an entity, its project and its work items. For a person, it shows
 * their own activity. Admins also see who viewed the person's page.
 */
export function ActivityTab() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <CallboardProvider>
      <EntityTabTitle page={t('entity.title')}>
        <ExactPath page={t('entity.title')}>
          <EntityHistory />
        </ExactPath>
      </EntityTabTitle>
    </CallboardProvider>
  );
}
