import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  FirstBad,
  VerificationJob,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  DataTable,
  PersonChip,
  RelativeTime,
  Section,
  type DataTableColumn,
  useEntityTitles,
  type Pages,
  formatCount,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { Duration } from 'luxon';
import { Link } from '@backstage/core-components';
import BlockIcon from '@mui/icons-material/Block';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import HelpOutlineIcon from '@mui/icons-material/HelpOutline';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import WarningAmberIcon from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import {
  getVerificationResult,
  useDifferenceHref,
  useDifferenceLabels,
} from './integrityData';
import { callboardIntegrityTranslationRef } from './translation';

const icons = {
  intact: <CheckCircleOutlineIcon fontSize="small" color="success" />,
  tampered: <ErrorOutlineIcon fontSize="small" color="error" />,
  unknownHead: <HelpOutlineIcon fontSize="small" color="error" />,
  running: <HourglassEmptyIcon fontSize="small" color="action" />,
  cancelled: <BlockIcon fontSize="small" color="action" />,
  failed: <WarningAmberIcon fontSize="small" color="warning" />,
};

/** The result of a verification as text, followed by the number of rows or the first difference. */
function CheckResult(props: { check: VerificationJob }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { check } = props;
  const { rows_checked, first_bad } = check.result;
  // The fallback only satisfies the type: a completed verification always has a result.
  const outcome =
    getVerificationResult(check) ??
    (check.status === 'done' ? 'intact' : check.status);
  const rows = t('checks.rows', toCountParams(rows_checked));
  return (
    <Box sx={{ display: 'flex', gap: 1, minWidth: 0, py: 0.5 }}>
      <Box aria-hidden sx={{ display: 'flex', pt: 0.125 }}>
        {icons[outcome]}
      </Box>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {t(`checks.${outcome}`)}
        {first_bad === null && outcome !== 'running' && (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' · '}
            {rows}
          </Box>
        )}
        {first_bad !== null && <Difference difference={first_bad} />}
      </Box>
    </Box>
  );
}

/** The row and the seal of a difference; renders nothing if the difference is an unknown head. */
function Difference(props: { difference: FirstBad }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const getDifferenceLabel = useDifferenceLabels();
  const getDifferenceHref = useDifferenceHref();
  const { difference } = props;
  if (difference.segment === null) {
    return null;
  }
  const href = getDifferenceHref(difference);
  const sealLabel = t('checks.sealLabel', {
    number: formatCount(difference.segment),
  });
  return (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {getDifferenceLabel(difference)}{' '}
      {href ? (
        <Link to={href} underline="always">
          {t('checks.show')}
        </Link>
      ) : null}{' '}
      ({sealLabel})
    </Box>
  );
}

function CheckedRange({ check }: { check: VerificationJob }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { from, to } = check;
  const range = {
    from: from === null ? '' : formatCount(from),
    to: to === null ? '' : formatCount(to),
  };
  if (from !== null && to !== null) {
    return <>{t('checks.fromTo', range)}</>;
  }
  if (from !== null) {
    return <>{t('checks.from', range)}</>;
  }
  return <>{to === null ? t('checks.all') : t('checks.to', range)}</>;
}

function CheckDuration({ check }: { check: VerificationJob }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { started_at, finished_at } = check;
  if (finished_at === null) {
    return <>–</>;
  }
  const durationMs = Date.parse(finished_at) - Date.parse(started_at);
  const seconds = Math.round(durationMs / 1_000);
  return (
    <>
      {seconds < 1
        ? t('checks.underASecond')
        : Duration.fromObject({ seconds })
            .rescale()
            .toHuman({ unitDisplay: 'narrow', listStyle: 'narrow' })}
    </>
  );
}

function useCheckColumns(personNames: ReadonlyMap<string, string>) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  return useMemo<DataTableColumn<VerificationJob>[]>(
    () => [
      {
        id: 'started',
        header: t('checks.started'),
        cell: ({ row }) => <RelativeTime instant={row.original.started_at} />,
        width: '160px',
      },
      {
        id: 'by',
        header: t('checks.by'),
        cell: ({ row }) => (
          <PersonChip
            userRef={row.original.started_by}
            name={personNames.get(row.original.started_by)}
            size={20}
          />
        ),
        width: 'minmax(140px, 1fr)',
      },
      {
        id: 'range',
        header: t('checks.range'),
        cell: ({ row }) => <CheckedRange check={row.original} />,
        width: '120px',
      },
      {
        id: 'result',
        header: t('checks.result'),
        cell: ({ row }) => <CheckResult check={row.original} />,
        width: 'minmax(240px, 3fr)',
        narrow: 'first',
      },
      {
        id: 'took',
        header: t('checks.took'),
        cell: ({ row }) => <CheckDuration check={row.original} />,
        width: '100px',
        align: 'end',
        narrow: 'end',
      },
    ],
    [t, personNames],
  );
}

export function ChecksTable(props: {
  checks: VerificationJob[];
  pages: Pages<VerificationJob>;
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { checks, pages } = props;
  const personNames = useEntityTitles(
    checks.map(({ started_by }) => started_by),
  );
  const columns = useCheckColumns(personNames);
  return (
    <Section level={2} title={t('checks.title')}>
      <DataTable
        label={t('checks.title')}
        columns={columns}
        rows={checks}
        pages={pages}
      />
    </Section>
  );
}
