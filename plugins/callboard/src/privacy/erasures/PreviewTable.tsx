import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ErasurePreview } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { callboardPrivacyTranslationRef } from '../translation';

/** What erasing somebody would change, by table. */
export function PreviewTable(props: { preview: ErasurePreview }) {
  const { t } = useTranslationRef(callboardPrivacyTranslationRef);
  const { tables, is_exact } = props.preview;
  return (
    <Box role="status" sx={{ width: '100%' }}>
      {tables.length === 0 ? (
        <Typography>{t('erasure.nothing')}</Typography>
      ) : (
        <Table size="small" aria-label={t('erasure.wouldChange')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('erasure.table')}</TableCell>
              <TableCell align="right">{t('erasure.rows')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {tables.map(({ table, rows }) => (
              <TableRow key={table}>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{table}</TableCell>
                <TableCell align="right">{formatCount(rows)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
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
