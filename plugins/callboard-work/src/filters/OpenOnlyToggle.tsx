import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ToggleButton from '@mui/material/ToggleButton';
import { callboardWorkTranslationRef } from '../translation';

export function OpenOnlyToggle(props: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { isOn, onChange } = props;
  return (
    <ToggleButton
      size="small"
      value="open"
      selected={isOn}
      onChange={() => onChange(!isOn)}
      sx={{ textTransform: 'none', minHeight: 37, px: 1.25, py: 0 }}
    >
      {t('filters.openOnly')}
    </ToggleButton>
  );
}
