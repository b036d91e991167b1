import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import { useContext, useState } from 'react';
import { useBrowserChoice, type BrowserChoice } from '../desktop/BrowserChoice';
import { BrowserContext } from '../desktop/BrowserContext';
import { callboardNotificationsTranslationRef } from '../translation';

/** Whether this browser shows notifications and plays a sound. */
export function BrowserFields(props: {
  /** Called when the person first enables notifications of this browser. */
  onFirst: () => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const browser = useContext(BrowserContext);
  const [choice, setChoice] = useBrowserChoice();
  const change = (patch: Partial<BrowserChoice>) => {
    if (patch.notifications || patch.sound) {
      props.onFirst();
    }
    setChoice(patch);
  };
  const [permission, setPermission] = useState(() => browser.getPermission());
  const isAllowed = permission === 'granted';
  const setDesktop = async (isOn: boolean) => {
    if (isOn) {
      await browser.askPermission();
      setPermission(browser.getPermission());
    }
    change({ notifications: isOn && browser.getPermission() === 'granted' });
  };
  const tryIt = () => {
    if (choice.notifications && isAllowed) {
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
  const isOn = (choice.notifications && isAllowed) || choice.sound;
  return (
    <Stack spacing={0.5} sx={{ alignItems: 'flex-start' }}>
      <FormControlLabel
        control={
          <Switch
            checked={choice.notifications && isAllowed}
            disabled={permission === 'unsupported'}
            onChange={(_, on) => void setDesktop(on)}
          />
        }
        label={t('preferences.desktop')}
        slotProps={{ typography: { variant: 'body2' } }}
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
      <FormControlLabel
        control={
          <Switch
            checked={choice.sound}
            onChange={(_, sound) => change({ sound })}
          />
        }
        label={t('preferences.sound')}
        slotProps={{ typography: { variant: 'body2' } }}
      />
      <Box sx={{ pt: 0.5 }}>
        <Button
          size="small"
          variant="outlined"
          disabled={!isOn}
          onClick={tryIt}
        >
          {t('preferences.tryIt')}
        </Button>
      </Box>
    </Stack>
  );
}
