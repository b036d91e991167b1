import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NotificationPreferences } from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  QueryState,
  Section,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useChangePreferences, usePreferences } from '../data/usePreferences';
import { setChannel } from '../data/setChannel';
import { callboardNotificationsTranslationRef } from '../translation';
import { BrowserFields } from './BrowserFields';
import { DigestFields } from './DigestFields';
import { QuietFields } from './QuietFields';
import { TypeMatrix } from './TypeMatrix';

/** The notification preferences: types, channels and quiet hours. */
export function Preferences() {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const query = usePreferences();
  const [isSaved, setSaved] = useState(false);
  const save = useChangePreferences();
  const change = (
    next: (before: NotificationPreferences) => NotificationPreferences,
  ) => {
    setSaved(false);
    save(next, () => setSaved(true));
  };
  return (
    <QueryState
      query={query}
      loading={<LoadingState rows={10} rowHeight={40} />}
    >
      {preferences => (
        <Stack spacing={4} sx={{ maxWidth: 832 }}>
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              justifyContent: 'space-between',
              columnGap: 2,
            }}
          >
            <Typography variant="body2" color="text.secondary">
              {t('preferences.intro')}
            </Typography>
            <Box
              role="status"
              sx={{ typography: 'body2', fontWeight: 600, minHeight: 20 }}
            >
              {isSaved && t('preferences.saved')}
            </Box>
          </Box>
          <Section level={2} title={t('preferences.types')}>
            <Paper variant="outlined" sx={{ overflowX: 'auto', mt: 1 }}>
              <TypeMatrix
                preferences={preferences}
                onSet={(types, channel, isOn) =>
                  change(before => setChannel(before, types, channel, isOn))
                }
              />
            </Paper>
          </Section>
          <Section
            level={2}
            title={t('preferences.digest')}
            hint={t(
              preferences.digest.frequency === 'off'
                ? 'preferences.digestOff'
                : 'preferences.digestHint',
            )}
          >
            <DigestFields
              digest={preferences.digest}
              onChange={patch =>
                change(before => ({
                  ...before,
                  digest: { ...before.digest, ...patch },
                }))
              }
            />
          </Section>
          <Section
            level={2}
            title={t('preferences.hours')}
            hint={t('preferences.hoursHint')}
          >
            <QuietFields
              preferences={preferences}
              onChange={patch => change(before => ({ ...before, ...patch }))}
            />
          </Section>
          <Section
            level={2}
            title={t('preferences.browser')}
            hint={t('preferences.browserHint')}
          >
            <BrowserFields
              onFirst={() => {
                const { types } = preferences;
                // Otherwise the switch would be on without any effect.
                if (!types.some(({ channels }) => channels.browser)) {
                  const all = types.map(({ type }) => type);
                  change(before => setChannel(before, all, 'browser', true));
                }
              }}
            />
          </Section>
        </Stack>
      )}
    </QueryState>
  );
}
