import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import { callboardNotificationsTranslationRef } from '../translation';

/** What the bell is called: it says how many are unread. */
export function useBellName(unread: number): string {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  return unread > 0
    ? t('bell.unread', { count: unread, formatted: formatCount(unread) })
    : t('bell.name');
}
