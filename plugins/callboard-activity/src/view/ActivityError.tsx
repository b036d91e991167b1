import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ErrorState,
  NoAccess,
  statusOf,
} from '@callboard/plugin-callboard-react';
import type { ActivityList } from '../data/useActivityList';
import { callboardActivityTranslationRef } from '../translation';

/** Why the activity of the default workspace is not shown. */
export function ActivityError(props: { list: ActivityList; error: Error }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const whoCanGive = t('workspace.whoCanGive');
  // A workspace is not there for people who are not in it.
  return statusOf(props.error) === 404 ? (
    <NoAccess whoCanGive={whoCanGive} />
  ) : (
    <ErrorState
      error={props.error}
      onRetry={props.list.retry}
      whoCanGive={whoCanGive}
    />
  );
}
