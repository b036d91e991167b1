import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';
import type { Made } from '../create/useMakeDashboard';
import { callboardDashboardsListTranslationRef } from '../listTranslation';
import { UnresolvedList } from './UnresolvedList';

/** Lists the parts of an imported dashboard that need review. */
export function ImportedDialog(props: {
  made: Made;
  onOpen: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { made } = props;
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
        {t('import.doneTitle', { name: made.name })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText variant="body2" sx={{ mb: 2 }}>
          {t('import.doneHint', { count: made.unresolved.length })}
        </DialogContentText>
        <UnresolvedList made={made} />
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
