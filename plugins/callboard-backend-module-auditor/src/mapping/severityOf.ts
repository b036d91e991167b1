import { AuditorEvent } from '@backstage/backend-defaults/auditor';

/** How severe an event is; what failed is so to a high degree at least. */
export function severityOf({
  severityLevel,
  status,
}: AuditorEvent): AuditorEvent['severityLevel'] {
  return status === 'failed' && severityLevel !== 'critical'
    ? 'high'
    : severityLevel;
}
