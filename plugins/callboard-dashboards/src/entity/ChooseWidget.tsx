import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog } from '@callboard/plugin-callboard-react';
import { useState } from 'react';
import { callboardDashboardsEmbeddedTranslationRef } from '../embedded/embeddedTranslation';
import type { WidgetChoice } from '../embedded/WidgetChoice';
import { WidgetPicker } from '../embedded/WidgetPicker';

/** A dialog to select the widget of a card. */
export function ChooseWidget(props: {
  value: WidgetChoice | undefined;
  onChoose: (choice: WidgetChoice) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  const [choice, setChoice] = useState(props.value);
  return (
    <FormDialog
      title={t('choose')}
      hint={t('unsetEntity')}
      submitLabel={t('save')}
      isBlocked={!choice}
      onSubmit={() => choice && props.onChoose(choice)}
      onClose={props.onClose}
    >
      <WidgetPicker value={choice} onChange={setChoice} />
    </FormDialog>
  );
}
