import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UnresolvedReference } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { Made } from '../create/useMakeDashboard';
import { callboardDashboardsListTranslationRef } from '../listTranslation';

/** A longer list would need its own page. */
const MAX_SHOWN_REFERENCES = 100;

/** References in the filters of an imported dashboard that do not exist here. */
export function UnresolvedList(props: { made: Made }) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { unresolved, widgets } = props.made;
  const describeLocation = ({ path }: UnresolvedReference) => {
    const nth = /^widgets\[(\d+)\]/.exec(path)?.[1];
    return nth === undefined
      ? t('import.ofDashboard')
      : widgets[Number(nth)]?.title || t('import.untitled');
  };
  const rest = unresolved.length - MAX_SHOWN_REFERENCES;
  return (
    <>
      <Table size="small" sx={{ '& td': { overflowWrap: 'anywhere' } }}>
        <TableHead>
          <TableRow>
            <TableCell>{t('import.where')}</TableCell>
            <TableCell>{t('import.what')}</TableCell>
            <TableCell>{t('import.why')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {unresolved.slice(0, MAX_SHOWN_REFERENCES).map(one => (
            <TableRow key={one.path}>
              <TableCell title={one.path}>{describeLocation(one)}</TableCell>
              <TableCell title={one.id}>{one.name ?? one.id}</TableCell>
              <TableCell>{t(`import.${one.reason}`)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {rest > 0 && (
        <Box sx={{ color: 'text.secondary', typography: 'body2', mt: 1 }}>
          {t('import.more', { formatted: formatCount(rest) })}
        </Box>
      )}
    </>
  );
}
