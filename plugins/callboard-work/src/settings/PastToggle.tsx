import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';

/** Shows or hides ended cycles, if any exist. */
export function PastToggle(props: {
  /** The number of ended cycles. */
  count: number;
  isShown: boolean;
  onChange: (isShown: boolean) => void;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { count, isShown, onChange } = props;
  if (count === 0) {
    return null;
  }
  return (
    <Button
      size="small"
      aria-expanded={isShown}
      sx={{ mt: 0.5, ml: -0.5 }}
      onClick={() => onChange(!isShown)}
    >
      {isShown
        ? t('row.hidePast')
        : t('row.showPast', { number: formatCount(count) })}
    </Button>
  );
}
