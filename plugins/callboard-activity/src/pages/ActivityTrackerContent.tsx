import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LoadingState,
  canReadAllActivity,
  NoAccess,
  ExactPath,
  isSuperAdmin,
  PageBody,
  PolicyDenial,
  QueryState,
  CompleteStepOnVisit,
  useMyAccess,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { CardsSkeleton } from '../cards/Card';
import { createActivityScope } from '../data/activityQueries';
import type { ViewDefaults } from '../data/ActivityFilters';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityView } from '../view/ActivityView';

const defaults: ViewDefaults = { range: 'last_7_days' };

const scope = createActivityScope('admin');

const skeleton = (
  <Stack spacing={2}>
    <LoadingState rows={1} rowHeight={40} />
    <CardsSkeleton count={4} />
    <LoadingState rows={12} rowHeight={36} />
  </Stack>
);

function Tracker() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <QueryState query={useMyAccess()} loading={skeleton}>
      {access => {
        if (canReadAllActivity(access)) {
          return <ActivityView scope={scope} defaults={defaults} />;
        }
        // Super admins have every role, so only the portal's policy can deny them access.
        return isSuperAdmin(access) ? (
          <PolicyDenial />
        ) : (
          <NoAccess>{t('tracker.whatItTakes')}</NoAccess>
        );
      }}
    </QueryState>
  );
}

export function ActivityTrackerContent() {
  return (
    <PageBody>
      <CompleteStepOnVisit step="tracker" />
      <ExactPath>
        <Tracker />
      </ExactPath>
    </PageBody>
  );
}
