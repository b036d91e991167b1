import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog } from '@callboard/plugin-callboard-react';
import { callboardDashboardsEditTranslationRef } from './editTranslation';

/** Asks for confirmation before unsaved changes to a widget are discarded. */
export function DiscardDialog(props: {
  onDiscard: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  return (
    <FormDialog
      title={t('discard.title')}
      hint={t('discard.hint')}
      submitLabel={t('discard.confirm')}
      submitColor="error"
      isReady
      onSubmit={props.onDiscard}
      onClose={props.onClose}
    />
  );
}
