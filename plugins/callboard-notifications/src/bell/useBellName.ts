import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import { callboardNotificationsTranslationRef } from '../translation';

/** Returns the accessible name of the bell, with the unread count. */
export function useBellName(unread: number): string {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  return unread > 0
    ? t('bell.unread', { count: unread, formatted: formatCount(unread) })
    : t('bell.name');
}
