import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardNotificationsTranslationRef } from '../translation';

const named = [
  'announcement',
  'department',
  'membership_sync',
  'period',
  'project_member',
  'staff',
  'timer',
  'webhook',
  'work_item',
  'worklog',
  'workspace_member',
] as const;

/** Returns a function that names a group of types. */
export function useGroupName(): (name: string) => string {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  return name => {
    const known = named.find(each => each === name);
    if (known) {
      return t(`preferences.group.${known}`);
    }
    const words = name.replace(/[_-]+/g, ' ').trim();
    return words
      ? words[0].toLocaleUpperCase() + words.slice(1)
      : t('preferences.group.other');
  };
}
