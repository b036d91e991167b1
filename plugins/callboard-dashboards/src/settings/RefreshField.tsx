import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { USUAL_REFRESH_SECONDS } from '../data/USUAL_REFRESH_SECONDS';
import { ChoiceField } from '../edit/ChoiceField';
import { callboardDashboardsSettingsTranslationRef } from './settingsTranslation';

const MINUTE = 60;

/** The rates to choose from, in seconds. */
const defaultRates = [0, 30, MINUTE, 5 * MINUTE, 15 * MINUTE];

/** A field for the refresh interval of a dashboard. */
export function RefreshField(props: {
  value: number | undefined;
  onChange: (seconds: number) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSettingsTranslationRef);
  const { value = USUAL_REFRESH_SECONDS, onChange } = props;
  const formatRefreshInterval = (seconds: number) => {
    if (seconds === 0) {
      return t('off');
    }
    return seconds % MINUTE === 0
      ? t('minutes', { count: seconds / MINUTE })
      : t('seconds', { count: seconds });
  };
  const offered = [...new Set([...defaultRates, value])].sort((a, b) => a - b);
  return (
    <ChoiceField
      label={t('refresh')}
      hint={t('refreshHint')}
      value={String(value)}
      choices={offered.map(seconds => ({
        value: String(seconds),
        label: formatRefreshInterval(seconds),
      }))}
      onChange={seconds => onChange(Number(seconds))}
    />
  );
}
