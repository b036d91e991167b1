import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import { useSealingWait } from '../data/useSealingWait';
import { callboardIntegrityTranslationRef } from '../translation';

/** Warns when rows wait long for a checkpoint, because they are not tamper-evident until then. */
export function SealingBehind() {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const wait = useSealingWait();
  return wait === undefined ? null : (
    <Alert role="status" severity="warning" variant="outlined">
      <AlertTitle>{t('behind.title')}</AlertTitle>
      {t('behind.hint', { wait })}
    </Alert>
  );
}
