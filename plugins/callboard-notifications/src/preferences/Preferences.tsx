import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NotificationPreferences } from '@callboard/plugin-callboard-common';
import {
  SwitchField,
  SelectField,
  LoadingState,
  QueryState,
  Section,
  TimeField,
  TimeZonePicker,
  getWeekdayName,
  ExactPath,
  PageBody,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState, useContext } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import {
  useChangePreferences,
  usePreferences,
  setChannel,
  useCanChangePreferences,
} from '../data/usePreferences';
import {
  useBrowserChoice,
  type BrowserChoice,
} from '../desktop/useBrowserChoice';
import { BrowserContext } from '../desktop/Browser';
import { callboardNotificationsTranslationRef } from '../translation';
import { TypeMatrix } from './TypeMatrix';

function BrowserFields(props: { onEnable: () => void }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const browser = useContext(BrowserContext);
  const [choice, setChoice] = useBrowserChoice();
  const changeChoice = (patch: Partial<BrowserChoice>) => {
    if (patch.notifications || patch.sound) {
      props.onEnable();
    }
    setChoice(patch);
  };
  const [permission, setPermission] = useState(() => browser.getPermission());
  const isDesktopOn = choice.notifications && permission === 'granted';
  const setDesktop = async (isOn: boolean) => {
    if (isOn) {
      await browser.requestPermission();
      setPermission(browser.getPermission());
    }
    changeChoice({
      notifications: isOn && browser.getPermission() === 'granted',
    });
  };
  const sendTest = () => {
    if (isDesktopOn) {
      browser.show({
        title: t('preferences.trial'),
        tag: 'callboard-trial',
        onClick: () => {},
      });
    }
    if (choice.sound) {
      browser.playSound();
    }
  };
  return (
    <Stack spacing={0.5} sx={{ alignItems: 'flex-start' }}>
      <SwitchField
        label={t('preferences.desktop')}
        checked={isDesktopOn}
        disabled={permission === 'unsupported'}
        onChange={isOn => void setDesktop(isOn)}
      />
      {(permission === 'denied' || permission === 'unsupported') && (
        <Alert severity="info">
          {t(
            permission === 'denied'
              ? 'preferences.desktopDenied'
              : 'preferences.desktopUnsupported',
          )}
        </Alert>
      )}
      <SwitchField
        label={t('preferences.sound')}
        checked={choice.sound}
        onChange={sound => changeChoice({ sound })}
      />
      <Box sx={{ pt: 0.5 }}>
        <Button
          size="small"
          variant="outlined"
          disabled={!isDesktopOn && !choice.sound}
          onClick={sendTest}
        >
          {t('preferences.tryIt')}
        </Button>
      </Box>
    </Stack>
  );
}

type Digest = NotificationPreferences['digest'];

const frequencies = ['off', 'daily', 'weekly'] as const;
/** From Monday to Sunday. */
const weekdays = [1, 2, 3, 4, 5, 6, 7];

function DigestFields(props: {
  digest: Digest;
  disabled: boolean;
  onChange: (patch: Partial<Digest>) => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { digest, disabled, onChange } = props;
  const { frequency, weekday, at } = digest;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, pt: 0.5 }}>
      <SelectField
        disabled={disabled}
        label={t('preferences.frequency')}
        value={frequency}
        options={frequencies.map(option => ({
          value: option,
          label: t(`preferences.${option}`),
        }))}
        onChange={value => onChange({ frequency: value })}
        sx={{ minWidth: 144 }}
      />
      {frequency === 'weekly' && (
        <SelectField
          disabled={disabled}
          label={t('preferences.weekday')}
          value={weekday}
          options={weekdays.map(day => ({
            value: day,
            label: getWeekdayName(day),
          }))}
          onChange={day => onChange({ weekday: day })}
          sx={{ minWidth: 144 }}
        />
      )}
      {frequency !== 'off' && (
        <Box sx={{ width: 144 }}>
          <TimeField
            isSavedOnLeaving
            isRequired
            disabled={disabled}
            label={t('preferences.at')}
            value={at}
            onChange={time => onChange({ at: time })}
          />
        </Box>
      )}
    </Box>
  );
}

const defaultQuietHours = { from: '19:00', to: '07:00' };

function QuietHoursFields(props: {
  preferences: NotificationPreferences;
  disabled: boolean;
  onChange: (
    patch: Partial<Pick<NotificationPreferences, 'quiet_hours' | 'timezone'>>,
  ) => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { disabled, onChange } = props;
  const { quiet_hours: hours, timezone } = props.preferences;
  return (
    <Stack spacing={1.5}>
      <SwitchField
        label={t('preferences.hoursOn')}
        checked={hours !== null}
        disabled={disabled}
        onChange={isOn =>
          onChange({ quiet_hours: isOn ? defaultQuietHours : null })
        }
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        {hours &&
          (['from', 'to'] as const).map(end => (
            <Box key={end} sx={{ width: 144 }}>
              <TimeField
                isSavedOnLeaving
                isRequired
                disabled={disabled}
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
            disabled={disabled}
            onChange={zone => onChange({ timezone: zone })}
            noOptionsText={t('preferences.timezoneNone')}
            field={{ label: t('preferences.timezone'), size: 'small' }}
          />
        </Box>
      </Box>
    </Stack>
  );
}

export function Preferences() {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const query = usePreferences();
  const [isSaved, setSaved] = useState(false);
  const isReadOnly = !useCanChangePreferences();
  const save = useChangePreferences();
  const change = (
    update: (before: NotificationPreferences) => NotificationPreferences,
  ) => {
    setSaved(false);
    save(update, () => setSaved(true));
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
                disabled={isReadOnly}
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
              disabled={isReadOnly}
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
            <QuietHoursFields
              preferences={preferences}
              disabled={isReadOnly}
              onChange={patch => change(before => ({ ...before, ...patch }))}
            />
          </Section>
          <Section
            level={2}
            title={t('preferences.browser')}
            hint={t('preferences.browserHint')}
          >
            <BrowserFields
              onEnable={() => {
                const { types } = preferences;
                // While the browser channel is off for all types, desktop notifications and sound
                // have no effect.
                if (
                  !isReadOnly &&
                  !types.some(({ channels }) => channels.browser)
                ) {
                  const typeNames = types.map(({ type }) => type);
                  change(before =>
                    setChannel(before, typeNames, 'browser', true),
                  );
                }
              }}
            />
          </Section>
        </Stack>
      )}
    </QueryState>
  );
}

export function PreferencesPage() {
  return (
    <PageBody>
      <ExactPath>
        <Preferences />
      </ExactPath>
    </PageBody>
  );
}
