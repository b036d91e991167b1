import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FirstBad } from '@callboard/plugin-callboard-common';
import { CopyButton, formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useDifferenceLabels } from '../data/useDifferenceLabels';
import { useRowHref } from '../../shared/useRowHref';
import { callboardIntegrityTranslationRef } from '../translation';

/** The first difference: its row, and the integrity checkpoint that covers it. */
export function FirstDifference(props: { bad: FirstBad }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const words = useDifferenceLabels();
  const rowHref = useRowHref();
  const { bad } = props;
  // A missing row cannot be linked.
  const href =
    bad.id !== null && bad.kind !== 'missing' ? rowHref(bad.id) : undefined;
  return (
    <Box sx={{ mb: 1 }}>
      <Box sx={{ fontWeight: 600 }}>{words(bad)}</Box>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto 1fr',
          alignItems: 'center',
          columnGap: 2,
          my: 0.5,
        }}
      >
        {bad.id !== null && (
          <>
            <dt>{t('bad.row')}</dt>
            <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              <code>{bad.id}</code>{' '}
              <CopyButton name={t('bad.row')} text={bad.id} />
            </Box>
          </>
        )}
        {bad.segment !== null && (
          <>
            <dt>{t('bad.seal')}</dt>
            <Box component="dd" sx={{ m: 0 }}>
              {formatCount(bad.segment)}
            </Box>
          </>
        )}
      </Box>
      {href && <Link to={href}>{t('bad.show')}</Link>}
    </Box>
  );
}
