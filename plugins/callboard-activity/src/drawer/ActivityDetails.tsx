import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { humanize, type Activity } from '@callboard/plugin-callboard-common';
import {
  useValueLabels,
  ActionLabel,
  getBrowserZone,
  ChangesLine,
  EntityLink,
  ResourcesProvider,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import CheckIcon from '@mui/icons-material/Check';
import ContentCopyIcon from '@mui/icons-material/ContentCopy';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useEffect, useState, useMemo } from 'react';
import Button from '@mui/material/Button';
import type { ActivityScope } from '../data/ActivityScope';
import { useWorkspaceNames } from '../data/useWorkspaceNames';
import { callboardActivityTranslationRef } from '../translation';
import { BatchItems } from './BatchItems';
import { ChangesTable } from './ChangesTable';
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

const CONFIRMATION_MS = 2_000;

function Copy(props: { name: string; value: string }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied && setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer || undefined);
  }, [copied]);
  return (
    <IconButton
      size="small"
      sx={{ my: -0.5 }}
      aria-label={
        copied ? t('drawer.copied') : t('drawer.copy', { name: props.name })
      }
      onClick={() =>
        navigator.clipboard?.writeText(props.value).then(() => setCopied(true))
      }
    >
      {copied ? (
        <CheckIcon fontSize="inherit" />
      ) : (
        <ContentCopyIcon fontSize="inherit" />
      )}
    </IconButton>
  );
}

/** A fact with its name; identifiers can be copied. */
interface Detail {
  name: string;
  value: string | null | undefined;
  copy?: boolean;
}

/** Names and values in a list; empty values are omitted. */
function DetailList(props: { label: string; facts: Detail[] }) {
  const known = props.facts.filter(fact => fact.value);
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
      {known.map(({ name, value, copy }, at) => (
        <Box key={at} sx={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>
            {value}
            {copy && <Copy name={name} value={value!} />}
          </dd>
        </Box>
      ))}
    </Box>
  );
}

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
