import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NotificationPreferences } from '@callboard/plugin-callboard-common';
import { TimeField, getWeekdayName } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { callboardNotificationsTranslationRef } from '../translation';

type Digest = NotificationPreferences['digest'];

const frequencies = ['off', 'daily', 'weekly'] as const;
const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** The frequency and time of the person's digest email. */
export function DigestFields(props: {
  digest: Digest;
  onChange: (patch: Partial<Digest>) => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { digest, onChange } = props;
  const { frequency, weekday, at } = digest;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, pt: 0.5 }}>
      <TextField
        select
        size="small"
        label={t('preferences.frequency')}
        value={frequency}
        onChange={event =>
          onChange({ frequency: event.target.value as Digest['frequency'] })
        }
        sx={{ minWidth: 144 }}
      >
        {frequencies.map(each => (
          <MenuItem key={each} value={each}>
            {t(`preferences.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {frequency === 'weekly' && (
        <TextField
          select
          size="small"
          label={t('preferences.weekday')}
          value={weekday}
          onChange={event => onChange({ weekday: Number(event.target.value) })}
          sx={{ minWidth: 144 }}
        >
          {weekdays.map(day => (
            <MenuItem key={day} value={day}>
              {getWeekdayName(day)}
            </MenuItem>
          ))}
        </TextField>
      )}
      {frequency !== 'off' && (
        <Box sx={{ width: 144 }}>
          <TimeField
            isSavedOnLeaving
            isRequired
            label={t('preferences.at')}
            value={at}
            onChange={time => onChange({ at: time })}
          />
        </Box>
      )}
    </Box>
  );
}
