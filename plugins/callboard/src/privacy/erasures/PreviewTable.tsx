import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ErasurePreview } from '@callboard/plugin-callboard-common';
import { formatCount, useDataLabels } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { callboardPrivacyTranslationRef } from '../translation';

/** The number of rows that an erasure would change, by area. */
export function PreviewTable(props: { preview: ErasurePreview }) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { tables, is_exact } = props.preview;
  const { groupCounts } = useDataLabels();
  return (
    <Box role="status" sx={{ width: '100%' }}>
      {tables.length === 0 ? (
        <Typography>{t('erasure.nothing')}</Typography>
      ) : (
        <Table size="small" aria-label={t('erasure.wouldChange')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('erasure.area')}</TableCell>
              <TableCell align="right">{t('erasure.rows')}</TableCell>
            </TableRow>
          </TableHead>
          {groupCounts(tables).map(({ area, counts }) => (
            <TableBody key={area}>
              <TableRow>
                <TableCell
                  component="th"
                  scope="rowgroup"
                  colSpan={2}
                  sx={{ fontWeight: 600 }}
                >
                  {area}
                </TableCell>
              </TableRow>
              {counts.map(({ label, rows }) => (
                <TableRow key={label}>
                  <TableCell sx={{ overflowWrap: 'anywhere', pl: 4 }}>
                    {label}
                  </TableCell>
                  <TableCell
                    align="right"
                    sx={{ fontVariantNumeric: 'tabular-nums' }}
                  >
                    {formatCount(rows)}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          ))}
        </Table>
      )}
      {!is_exact && (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t('erasure.atLeast')}
        </Typography>
      )}
    </Box>
  );
}
