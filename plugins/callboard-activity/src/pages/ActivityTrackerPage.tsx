import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  mayReadAllActivity,
  NoAccess,
  OnlyHere,
  PageBody,
  QueryState,
  StepByVisit,
  useMyAccess,
} from '@callboard/plugin-callboard-react';
import { activityScopeOf } from '../data/ActivityScope';
import type { ViewDefaults } from '../filters/ViewDefaults';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityView } from '../view/ActivityView';

const defaults: ViewDefaults = { range: 'last_7_days' };

const scope = activityScopeOf('admin');

function Tracker() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <QueryState query={useMyAccess()}>
      {access =>
        mayReadAllActivity(access) ? (
          <ActivityView scope={scope} defaults={defaults} />
        ) : (
          <NoAccess>{t('tracker.whatItTakes')}</NoAccess>
        )
      }
    </QueryState>
  );
}

/**
 * The activity of all workspaces, for super admins and the readers that are
 * configured.
 *
 * @public
 */
export function ActivityTrackerPage() {
  return (
    <PageBody>
      <StepByVisit step="tracker" />
      <OnlyHere>
        <Tracker />
      </OnlyHere>
    </PageBody>
  );
}
