import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Webhook } from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { callboardWebhooksTranslationRef } from '../translation';
import { useSetActive } from './useSetActive';

/** Why a webhook is inactive, the consequences, and a button that activates it. */
export function InactiveAlert(props: { workspace: string; webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace, webhook } = props;
  const setActive = useSetActive(workspace, webhook);
  const reason = webhook.disabled_reason ?? 'off';
  return (
    <Alert
      severity={reason === 'off' ? 'info' : 'error'}
      variant="outlined"
      sx={{ '& > [class*="MuiAlert-message"]': { maxWidth: '72ch' } }}
    >
      <AlertTitle>{t(`inactive.${reason}`)}</AlertTitle>
      {t(`inactive.${reason}Hint`)}
      <Button
        color="inherit"
        variant="outlined"
        size="small"
        aria-disabled={setActive.isPending}
        onClick={() => !setActive.isPending && setActive.mutate(true)}
        sx={{ display: 'block', mt: 1.5 }}
      >
        {reason === 'off'
          ? t('inactive.activate')
          : t('inactive.activateAgain')}
      </Button>
    </Alert>
  );
}
