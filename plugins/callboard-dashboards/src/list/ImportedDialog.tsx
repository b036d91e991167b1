import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';
import type { UnresolvedReference } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { CreatedDashboard } from './useCreateDashboard';
import { callboardDashboardsListTranslationRef } from './listTranslation';

const MAX_SHOWN_REFERENCES = 100;

/** Lists the filter values of an imported dashboard that have no unique match in this workspace. */
function UnresolvedList(props: { created: CreatedDashboard }) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { unresolved, widgets } = props.created;
  const describeLocation = ({ path }: UnresolvedReference) => {
    // For example, `widgets[3].config.filters`.
    const index = /^widgets\[(\d+)\]/.exec(path)?.[1];
    return index === undefined
      ? t('import.ofDashboard')
      : widgets[Number(index)]?.title || t('import.untitled');
  };
  const hiddenCount = unresolved.length - MAX_SHOWN_REFERENCES;
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
          {unresolved.slice(0, MAX_SHOWN_REFERENCES).map(reference => (
            <TableRow key={reference.path}>
              <TableCell title={reference.path}>
                {describeLocation(reference)}
              </TableCell>
              <TableCell title={reference.id}>
                {reference.name ?? reference.id}
              </TableCell>
              <TableCell>{t(`import.${reference.reason}`)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {hiddenCount > 0 && (
        <Box sx={{ color: 'text.secondary', typography: 'body2', mt: 1 }}>
          {t('import.more', { formatted: formatCount(hiddenCount) })}
        </Box>
      )}
    </>
  );
}

export function ImportedDialog(props: {
  created: CreatedDashboard;
  onOpen: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { created } = props;
  const id = useId();
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      aria-labelledby={id}
    >
      <DialogTitle id={id} sx={{ overflowWrap: 'anywhere' }}>
        {t('import.doneTitle', { name: created.name })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText variant="body2" sx={{ mb: 2 }}>
          {t('import.doneHint', { count: created.unresolved.length })}
        </DialogContentText>
        <UnresolvedList created={created} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={props.onClose}>{t('import.close')}</Button>
        <Button variant="contained" onClick={props.onOpen}>
          {t('import.openIt')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
