import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { humanize, type Activity } from '@callboard/plugin-callboard-common';
import { useValueLabels } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import type { ActivityScope } from '../data/ActivityScope';
import { useWorkspaceNames } from '../data/useWorkspaceNames';
import { callboardActivityTranslationRef } from '../translation';
import { BatchSection } from './BatchSection';
import { ChangesTable } from './ChangesTable';
import { DrawerSection } from './DrawerSection';
import { DetailList } from './DetailList';

/** The details of one activity entry. */
export function ActivityDetails(props: {
  scope: ActivityScope;
  activity: Activity;
  onOpen: (activity: Activity) => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const words = useValueLabels();
  const workspaces = useWorkspaceNames();
  const { scope, activity } = props;
  // Names replace the ids they belong to.
  const metadata = Object.entries(activity.metadata ?? {}).filter(
    ([key]) => key !== 'names',
  );
  return (
    <Stack spacing={3}>
      {activity.changes.length > 0 && (
        <DrawerSection title={t('drawer.changes')}>
          <ChangesTable activity={activity} />
        </DrawerSection>
      )}
      {activity.batch_id && (
        <BatchSection
          scope={scope}
          activity={activity}
          batchId={activity.batch_id}
          onOpen={props.onOpen}
        />
      )}
      {metadata.length > 0 && (
        <DrawerSection title={t('drawer.metadata')}>
          <DetailList
            label={t('drawer.metadata')}
            facts={metadata.map(([name, value]) => ({
              name: humanize(name),
              value: words(value),
            }))}
          />
        </DrawerSection>
      )}
      <DrawerSection title={t('drawer.facts')}>
        <DetailList
          label={t('drawer.facts')}
          facts={[
            {
              name: t('drawer.workspace'),
              value: workspaces?.find(w => w.id === activity.workspace_id)
                ?.name,
            },
            { name: t('drawer.source'), value: t(`source.${activity.source}`) },
            { name: t('drawer.email'), value: activity.user_email },
            { name: t('drawer.ip'), value: activity.ip },
            {
              name: t('drawer.entityId'),
              value: activity.entity_id,
              copy: true,
            },
            {
              name: t('drawer.requestId'),
              value: activity.request_id,
              copy: true,
            },
            { name: t('drawer.batchId'), value: activity.batch_id, copy: true },
            { name: t('drawer.id'), value: activity.id, copy: true },
          ]}
        />
      </DrawerSection>
    </Stack>
  );
}
