import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PageBody } from '@callboard/plugin-callboard-react';
import { activityScopeOf } from '../data/ActivityScope';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityView } from '../view/ActivityView';

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
      <ActivityView
        scope={scope}
        defaultRange="last_7_days"
        whoCanGive={t('tracker.whoCanGive')}
      />
    </PageBody>
  );
}
