import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NotificationPreferences } from '@callboard/plugin-callboard-common';
import { TimeField, TimeZonePicker } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import { callboardNotificationsTranslationRef } from '../translation';

const defaultHours = { from: '19:00', to: '07:00' };

/** The person's quiet hours and time zone. */
export function QuietFields(props: {
  preferences: NotificationPreferences;
  onChange: (
    patch: Partial<Pick<NotificationPreferences, 'quiet_hours' | 'timezone'>>,
  ) => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { onChange } = props;
  const { quiet_hours: hours, timezone } = props.preferences;
  return (
    <Stack spacing={1.5}>
      <FormControlLabel
        control={
          <Switch
            checked={hours !== null}
            onChange={(_, isOn) =>
              onChange({ quiet_hours: isOn ? defaultHours : null })
            }
          />
        }
        label={t('preferences.hoursOn')}
        slotProps={{ typography: { variant: 'body2' } }}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        {hours &&
          (['from', 'to'] as const).map(end => (
            <Box key={end} sx={{ width: 144 }}>
              <TimeField
                isSavedOnLeaving
                isRequired
                label={t(`preferences.${end}`)}
                value={hours[end]}
                onChange={time =>
                  onChange({ quiet_hours: { ...hours, [end]: time } })
                }
              />
            </Box>
          ))}
        <Box sx={{ flex: '0 1 280px', minWidth: 200 }}>
          <TimeZonePicker
            value={timezone}
            onChange={zone => onChange({ timezone: zone })}
            noOptionsText={t('preferences.timezoneNone')}
            field={{ label: t('preferences.timezone'), size: 'small' }}
          />
        </Box>
      </Box>
    </Stack>
  );
}
