import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { callboardWorkTranslationRef } from '../translation';

/** Replaces an item that does not exist or is hidden from the reader. */
export function MissingItem(props: { onClose: () => void }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <EmptyState
      title={t('drawer.missing')}
      action={
        <Button variant="outlined" onClick={props.onClose}>
          {t('drawer.close')}
        </Button>
      }
    >
      {t('drawer.missingHint')}
    </EmptyState>
  );
}
