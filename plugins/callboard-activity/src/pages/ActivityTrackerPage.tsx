import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PageBody, StepByVisit } from '@callboard/plugin-callboard-react';
import { activityScopeOf } from '../data/ActivityScope';
import type { ViewDefaults } from '../filters/ViewDefaults';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityView } from '../view/ActivityView';

const defaults: ViewDefaults = { range: 'last_7_days' };

const scope = activityScopeOf('admin');

/**
 * The activity of all workspaces, for super admins and the readers that are
 * configured.
 *
 * @public
 */
export function ActivityTrackerPage() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <PageBody>
      <StepByVisit step="tracker" />
      <ActivityView
        scope={scope}
        defaults={defaults}
        whoCanGive={t('tracker.whoCanGive')}
      />
    </PageBody>
  );
}
