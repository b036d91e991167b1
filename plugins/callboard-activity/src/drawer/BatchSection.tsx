import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  getBrowserZone,
  ChangesLine,
  EntityLink,
  ResourcesProvider,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import type { ActivityScope } from '../data/ActivityScope';
import { callboardActivityTranslationRef } from '../translation';
import { BatchItems } from './BatchItems';
import { DrawerSection } from './DrawerSection';

/** The bulk action that an entry is a detail of, with a link to it. */
function PartOf(props: { whole: Activity; onOpen: () => void }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { whole } = props;
  const rows = useMemo(() => [whole], [whole]);
  return (
    <DrawerSection title={t('drawer.partOf')}>
      <ResourcesProvider rows={rows}>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            columnGap: 1.5,
            typography: 'body2',
          }}
        >
          <ActionLabel activity={whole} />
          <EntityLink
            type={whole.entity_type}
            id={whole.entity_id}
            label={whole.entity_label}
          />
          <ChangesLine activity={whole} />
          <Button size="small" onClick={props.onOpen}>
            {t('drawer.openWhole')}
          </Button>
        </Box>
      </ResourcesProvider>
    </DrawerSection>
  );
}

/** For a bulk action its details, and for a detail its bulk action. */
export function BatchSection(props: {
  scope: ActivityScope;
  activity: Activity;
  batchId: string;
  onOpen: (activity: Activity) => void;
}) {
  const { scope, activity, batchId, onOpen } = props;
  const { data, isPending } = useCallboardQuery(
    scope.endpoints.list,
    {
      query: {
        ...scope.within,
        batch_id: batchId,
        details: false,
        tz: getBrowserZone(),
        limit: 1,
        total: false,
      },
    },
    { staleTime: Infinity },
  );
  if (isPending) {
    return null;
  }
  const whole = data?.activities[0];
  return whole && whole.id !== activity.id ? (
    <PartOf whole={whole} onOpen={() => onOpen(whole)} />
  ) : (
    <BatchItems scope={scope} activity={activity} batchId={batchId} />
  );
}
