import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CopyableText } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { callboardWebhooksTranslationRef } from './translation';

/** Shows a new secret once. A click outside does not close the dialog: the secret would be lost. */
export function SecretDialog(props: {
  name: string;
  secret: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { name, secret, onClose } = props;
  const id = useId();
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={(_event, reason) => reason !== 'backdropClick' && onClose()}
      aria-labelledby={id}
    >
      <DialogTitle id={id} sx={{ overflowWrap: 'anywhere' }}>
        {t('secret.title', { name })}
      </DialogTitle>
      <DialogContent>
        <Alert severity="warning">{t('secret.once')}</Alert>
        <CopyableText name={t('secret.name')} text={secret} />
        <Typography variant="body2" color="text.secondary">
          {t('secret.use')}
        </Typography>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" onClick={onClose}>
          {t('secret.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
