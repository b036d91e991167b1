import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ProjectOverview } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import WarningAmberIcon from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';
import { GroupShares } from '../badges/GroupShares';
import { callboardWorkTranslationRef } from '../translation';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';

const groups = ['backlog', 'unstarted', 'started'] as const;

/** The open work of a project: a bar, and the numbers as text. */
export function OpenWork(props: { counts: ProjectOverview['counts'] }) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { t: tWork } = useTranslationRef(callboardWorkTranslationRef);
  const { counts } = props;
  const toFormattedParam = (value: number) => ({
    formatted: formatCount(value),
  });
  if (counts.open === 0) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t('noWork')}
      </Box>
    );
  }
  const parts = groups
    .map(group => ({ group, count: counts[group] }))
    .filter(({ count }) => count > 0);
  return (
    <Box
      title={parts
        .map(({ group, count }) =>
          t('share', {
            group: tWork(`group.${group}`),
            ...toFormattedParam(count),
          }),
        )
        .join(' · ')}
      sx={{ width: '100%', fontVariantNumeric: 'tabular-nums' }}
    >
      <GroupShares parts={parts} height={6} />
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1.5,
          mt: 0.5,
          // Aligns the numbers of a kind if the width allows it.
          '& > *': { whiteSpace: 'nowrap', minWidth: 96 },
          '& > :first-of-type': { minWidth: 64 },
        }}
      >
        <span>{t('open', toFormattedParam(counts.open))}</span>
        {(counts.started > 0 || counts.overdue > 0) && (
          <span>{t('started', toFormattedParam(counts.started))}</span>
        )}
        {counts.overdue > 0 && (
          <Box component="span" sx={{ color: 'error.main' }}>
            <WarningAmberIcon
              aria-hidden
              sx={{ fontSize: 16, verticalAlign: 'text-bottom', mr: 0.5 }}
            />
            {t('overdue', toFormattedParam(counts.overdue))}
          </Box>
        )}
      </Box>
    </Box>
  );
}
