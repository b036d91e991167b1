import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { callboardWorkTranslationRef } from '../translation';

/** Stands in place of an item that is not there, or not for the reader. */
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
