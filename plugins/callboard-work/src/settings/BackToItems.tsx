import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import Button from '@mui/material/Button';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';

/** A link from the settings to the items. */
export function BackToItems(props: { onClick: () => void }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  return (
    <Button startIcon={<ArrowBackIcon />} onClick={props.onClick}>
      {t('back')}
    </Button>
  );
}
