import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { humanize, type Activity } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  ChangesLine,
  CopyButton,
  EntityLink,
  getBrowserZone,
  ResourcesProvider,
  Row,
  Section,
  useCallboardQuery,
  useValueLabels,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import Button from '@mui/material/Button';
import { type ActivityScope, useOwnWorkspaces } from '../data/activityQueries';
import { callboardActivityTranslationRef } from '../translation';
import { BatchItems } from './BatchItems';
import { ChangesTable } from './ChangesTable';

function BulkActionSection(props: {
  bulkAction: Activity;
  onOpen: () => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { bulkAction } = props;
  const rows = useMemo(() => [bulkAction], [bulkAction]);
  return (
    <Section size="small" title={t('drawer.partOf')}>
      <ResourcesProvider rows={rows}>
        <Row columnGap={1.5} rowGap={0} sx={{ typography: 'body2' }}>
          <ActionLabel activity={bulkAction} />
          <EntityLink
            type={bulkAction.entity_type}
            id={bulkAction.entity_id}
            label={bulkAction.entity_label}
          />
          <ChangesLine activity={bulkAction} />
          <Button size="small" onClick={props.onOpen}>
            {t('drawer.openWhole')}
          </Button>
        </Row>
      </ResourcesProvider>
    </Section>
  );
}

function BatchSection(props: {
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
        ...scope.fixedQuery,
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
  const bulkAction = data?.activities[0];
  return bulkAction && bulkAction.id !== activity.id ? (
    <BulkActionSection
      bulkAction={bulkAction}
      onOpen={() => onOpen(bulkAction)}
    />
  ) : (
    <BatchItems scope={scope} activity={activity} batchId={batchId} />
  );
}

/** A named value, with a button to copy it if it is an identifier. */
interface Detail {
  name: string;
  value: string | null | undefined;
  isCopyable?: boolean;
}

function DetailList(props: { label: string; details: Detail[] }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const details = props.details.filter(({ value }) => value);
  return (
    <Box
      component="dl"
      aria-label={props.label}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(96px, 30%) 1fr',
        columnGap: 2,
        rowGap: 1,
        m: 0,
        typography: 'body2',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
      }}
    >
      {details.map(({ name, value, isCopyable }, index) => (
        <Box key={index} sx={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>
            {value}
            {isCopyable && (
              <Box component="span" sx={{ display: 'inline-block', my: -0.5 }}>
                <CopyButton
                  name={name}
                  text={value!}
                  labels={{
                    copy: t('drawer.copy', { name }),
                    copied: t('drawer.copied'),
                  }}
                />
              </Box>
            )}
          </dd>
        </Box>
      ))}
    </Box>
  );
}

/**
 * Metadata that is not shown: `names` maps ids in the changes to names, and erasures find the texts
 * of a person by `subject_ref`.
 */
const hiddenMetadata: ReadonlySet<string> = new Set(['names', 'subject_ref']);

export function ActivityDetails(props: {
  scope: ActivityScope;
  activity: Activity;
  onOpen: (activity: Activity) => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const formatValue = useValueLabels();
  const workspaces = useOwnWorkspaces();
  const { scope, activity } = props;
  const metadata = Object.entries(activity.metadata ?? {}).filter(
    ([key]) => !hiddenMetadata.has(key),
  );
  return (
    <Stack spacing={3}>
      {activity.changes.length > 0 && (
        <Section size="small" title={t('drawer.changes')}>
          <ChangesTable activity={activity} />
        </Section>
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
        <Section size="small" title={t('drawer.metadata')}>
          <DetailList
            label={t('drawer.metadata')}
            details={metadata.map(([name, value]) => ({
              name: humanize(name),
              value: formatValue(value),
            }))}
          />
        </Section>
      )}
      <Section size="small" title={t('drawer.facts')}>
        <DetailList
          label={t('drawer.facts')}
          details={[
            {
              name: t('drawer.workspace'),
              value: workspaces?.find(({ id }) => id === activity.workspace_id)
                ?.name,
            },
            { name: t('drawer.source'), value: t(`source.${activity.source}`) },
            { name: t('drawer.email'), value: activity.user_email },
            { name: t('drawer.ip'), value: activity.ip },
            {
              name: t('drawer.entityId'),
              value: activity.entity_id,
              isCopyable: true,
            },
            {
              name: t('drawer.requestId'),
              value: activity.request_id,
              isCopyable: true,
            },
            {
              name: t('drawer.batchId'),
              value: activity.batch_id,
              isCopyable: true,
            },
            { name: t('drawer.id'), value: activity.id, isCopyable: true },
          ]}
        />
      </Section>
    </Stack>
  );
}
