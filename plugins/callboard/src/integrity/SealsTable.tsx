import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type ActivitySeal,
  humanize,
  instant,
  type JsonValue,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  DataTable,
  QueryState,
  Section,
  useEndpointPages,
  formatCount,
  RelativeTime,
  type DataTableColumn,
  CopyButton,
  formatInstant,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import Box from '@mui/material/Box';
import AutoDeleteOutlinedIcon from '@mui/icons-material/AutoDeleteOutlined';
import PersonRemoveOutlinedIcon from '@mui/icons-material/PersonRemoveOutlined';
import TableRowsOutlinedIcon from '@mui/icons-material/TableRowsOutlined';
import { useOnChange } from '../shared/useOnChange';
import { callboardIntegrityTranslationRef } from './translation';

const icons = {
  rows: <TableRowsOutlinedIcon fontSize="small" color="action" />,
  retention: <AutoDeleteOutlinedIcon fontSize="small" color="action" />,
  erasure: <PersonRemoveOutlinedIcon fontSize="small" color="action" />,
};

function formatValue(value: JsonValue | undefined): string {
  if (typeof value !== 'string') {
    return Array.isArray(value)
      ? value.map(formatValue).join(', ')
      : JSON.stringify(value);
  }
  return instant.safeParse(value).success
    ? formatInstant(value, 'short')
    : value;
}

/** The kind of a seal, its number of rows, and the retention rule that deleted the rows, if any. */
function SealKindText(props: { seal: ActivitySeal }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { kind, rows, rule } = props.seal;
  const ruleTexts = Object.entries(rule ?? {})
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${humanize(name)}: ${formatValue(value)}`);
  return (
    <Box sx={{ display: 'flex', gap: 1, minWidth: 0, py: 0.5 }}>
      <Box aria-hidden sx={{ display: 'flex', pt: 0.125 }}>
        {icons[kind]}
      </Box>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {t(`seals.kinds.${kind}`, toCountParams(rows))}
        {ruleTexts.length > 0 && (
          <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
            {ruleTexts.join(' · ')}
          </Box>
        )}
      </Box>
    </Box>
  );
}

/** How many characters to show of the start and of the end of a hash or id. */
const PREFIX_LENGTH = 8;
const SUFFIX_LENGTH = 4;

/** A hash or id, shortened to its start and end. With a `name`, a button copies the whole text. */
function ShortCode(props: { name?: string; code: string }) {
  const { name, code } = props;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}
    >
      <Box component="code" title={code} sx={{ whiteSpace: 'nowrap' }}>
        {code.slice(0, PREFIX_LENGTH)}…{code.slice(-SUFFIX_LENGTH)}
      </Box>
      {name && <CopyButton name={name} text={code} />}
    </Box>
  );
}

function IdRange(props: { seal: ActivitySeal }) {
  const { first_id, last_id } = props.seal;
  return first_id && last_id ? (
    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
      <ShortCode code={first_id} /> – <ShortCode code={last_id} />
    </Box>
  ) : (
    <span data-unset>–</span>
  );
}

function useSealColumns(): DataTableColumn<ActivitySeal>[] {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  return useMemo(
    () => [
      {
        id: 'number',
        header: t('seals.seal'),
        cell: ({ row: { original } }) =>
          t('seals.numbered', { number: formatCount(original.number) }),
        width: '130px',
        narrow: 'inline',
      },
      {
        id: 'kind',
        header: t('seals.kind'),
        cell: ({ row }) => <SealKindText seal={row.original} />,
        width: 'minmax(200px, 2fr)',
        narrow: 'first',
      },
      {
        id: 'sealed_at',
        header: t('seals.sealedAt'),
        cell: ({ row }) => <RelativeTime instant={row.original.sealed_at} />,
        width: '160px',
      },
      {
        id: 'ids',
        header: t('seals.ids'),
        cell: ({ row }) => <IdRange seal={row.original} />,
        width: '280px',
        hideBelow: 960,
        narrow: 'hide',
      },
      {
        id: 'head',
        header: t('seals.head'),
        cell: ({ row: { original } }) => (
          <ShortCode
            name={t('seals.headOf', { number: formatCount(original.number) })}
            code={original.head}
          />
        ),
        width: '170px',
        narrow: 'line',
      },
    ],
    [t],
  );
}

const SEALS_PER_PAGE = 20;
const getRowId = ({ number }: ActivitySeal) => String(number);

export function SealsTable(props: {
  /** The number of the newest seal. When it changes, the list is refetched. */
  newestNumber: number;
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const columns = useSealColumns();
  const list = useEndpointPages(endpoints.listActivitySeals, {
    query: { limit: SEALS_PER_PAGE },
  });
  useOnChange(props.newestNumber, () => void list.refetch());
  return (
    <Section level={2} title={t('seals.title')} hint={t('seals.hint')}>
      <QueryState query={list}>
        {({ items }) => (
          <DataTable
            label={t('seals.title')}
            columns={columns}
            rows={items}
            rowId={getRowId}
            total={props.newestNumber}
            pages={list}
          />
        )}
      </QueryState>
    </Section>
  );
}
