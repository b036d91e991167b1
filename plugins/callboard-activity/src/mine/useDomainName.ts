import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { humanize } from '@callboard/plugin-callboard-react';
import { callboardActivityTranslationRef } from '../translation';

const known = [
  'access',
  'activity',
  'critical',
  'dashboards',
  'departments',
  'erasures',
  'integrity',
  'live',
  'looks',
  'mail',
  'members',
  'notifications',
  'people',
  'projects',
  'reminders',
  'staff',
  'time',
  'work',
] as const;

/** Names the parts of Callboard that store something about people. */
export function useDomainName(): (domain: string) => string {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return domain => {
    const name = known.find(each => each === domain);
    return name ? t(`data.domain.${name}`) : humanize(domain);
  };
}
