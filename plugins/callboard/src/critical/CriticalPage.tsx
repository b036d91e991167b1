import {
  SelectField,
  isSuperAdmin,
  ChoiceToggle,
  DataTable,
  EmptyState,
  QueryState,
  Section,
  useEndpointPages,
  useUrlState,
  PersonChip,
  RelativeTime,
  type DataTableColumn,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  criticalRuleIds,
  endpoints,
  type CriticalEvent,
  permissions,
} from '@callboard/plugin-callboard-common';
import GppGoodOutlinedIcon from '@mui/icons-material/GppGoodOutlined';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { usePolling } from '../shared/usePolling';
import { AdminTab } from '../admin/AdminTab';
import {
  AcknowledgeButton,
  CriticalEventSummary,
  EVENTS_POLL_MS,
} from './CriticalEvent';
import { RuleList } from './RuleList';
import { callboardCriticalTranslationRef } from './translation';

function useEventColumns(): DataTableColumn<CriticalEvent>[] {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('list.what'),
        cell: ({ row }) => <CriticalEventSummary event={row.original} />,
        width: 'minmax(220px, 3fr)',
        narrow: 'first',
      },
      {
        id: 'who',
        header: t('list.who'),
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.actor_ref}
            name={original.actor_name}
            size={20}
          />
        ),
        width: 'minmax(140px, 1fr)',
      },
      {
        id: 'when',
        header: t('list.when'),
        cell: ({ row }) => <RelativeTime instant={row.original.last_at} />,
        width: '140px',
      },
      {
        id: 'acknowledged',
        header: t('list.acknowledged'),
        cell: ({ row: { original } }) =>
          original.acknowledged_at && original.acknowledged_by ? (
            <Box sx={{ minWidth: 0 }}>
              <PersonChip userRef={original.acknowledged_by} size={20} />
              <RelativeTime instant={original.acknowledged_at} />
            </Box>
          ) : (
            <AcknowledgeButton event={original} />
          ),
        width: 'minmax(140px, 1fr)',
        narrow: 'end',
      },
    ],
    [t],
  );
}

const urlParameters = ['events', 'rule'] as const;
function EventList() {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const [url, setUrl] = useUrlState(urlParameters);
  const selection = url.events === 'all' ? 'all' : 'open';
  const rule = criticalRuleIds.find(id => id === url.rule);
  const columns = useEventColumns();
  const list = useEndpointPages(endpoints.listCriticalEvents, {
    query: { rule, is_acknowledged: selection === 'open' ? false : undefined },
  });
  usePolling(list.refetch, EVENTS_POLL_MS);
  return (
    <Section level={2} title={t('list.title')}>
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <ChoiceToggle
            label={t('list.which')}
            value={selection}
            choices={[
              { value: 'open', label: t('list.open') },
              { value: 'all', label: t('list.all') },
            ]}
            onChange={value =>
              setUrl({ events: value === 'all' ? value : undefined })
            }
          />
          <SelectField
            label={t('list.rule')}
            value={rule ?? ''}
            options={[
              { value: '', label: t('list.anyRule') },
              ...criticalRuleIds.map(id => ({
                value: id,
                label: t(`ruleTitle.${id}`),
              })),
            ]}
            onChange={id => setUrl({ rule: id || undefined })}
            sx={{ minWidth: 220 }}
          />
        </Box>
        <QueryState query={list}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                icon={<GppGoodOutlinedIcon />}
                title={t(`empty.${selection}`)}
              >
                {t(`empty.${selection}Hint`)}
              </EmptyState>
            ) : (
              <DataTable
                label={t('list.title')}
                columns={columns}
                rows={items}
                pages={list}
                rowHeight={64}
                isMain
              />
            )
          }
        </QueryState>
      </Stack>
    </Section>
  );
}

export function CriticalPage() {
  const canReadRules = useAllowed(permissions.criticalRule.read);
  return (
    <AdminTab>
      {access => (
        <Stack spacing={4}>
          <EventList />
          {isSuperAdmin(access) && canReadRules && <RuleList />}
        </Stack>
      )}
    </AdminTab>
  );
}
