import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Notification } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import { useCallback, useContext, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { openTarget } from '../data/openTarget';
import { useCurrentPreferences } from '../data/usePreferences';
import { usePatchNotifications } from '../data/usePatchNotifications';
import { notificationsRouteRef } from '../routes';
import { callboardNotificationsTranslationRef } from '../translation';
import { useBrowserChoice } from './BrowserChoice';
import { BrowserContext } from './BrowserContext';
import { OneTab } from './OneTab';
import { Speaker, type SpeakerOptions } from './Speaker';

/** Announces new notifications with browser notifications and a sound. */
export function useSpeaker(): (news: readonly Notification[]) => void {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const browser = useContext(BrowserContext);
  const [choice] = useBrowserChoice();
  const isOn = choice.notifications || choice.sound;
  const preferences = useCurrentPreferences();
  const navigate = useNavigate();
  const pageHref = useRouteRef(notificationsRouteRef);
  const send = usePatchNotifications();
  const speaker = useRef<Speaker>();
  const options: SpeakerOptions = {
    choice,
    preferences,
    severalText: count =>
      t('bell.several', { count, formatted: formatCount(count) }),
    open: item => {
      if (item) {
        void send([item], { is_read: true }).catch(() => {});
      }
      if (!openTarget(item?.target_url, navigate) && pageHref) {
        navigate(pageHref());
      }
    },
  };
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    const tab = new OneTab(browser);
    const current = new Speaker(browser, tab, () => latest.current);
    tab.start();
    speaker.current = current;
    return () => {
      speaker.current = undefined;
      current.stop();
      tab.stop();
    };
  }, [browser, isOn]);

  return useCallback(news => void speaker.current?.hear(news), []);
}
