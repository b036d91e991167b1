import { AuditorEvent } from '@backstage/backend-defaults/auditor';

/** The severity of an event; at least high for failures. */
export function getEventSeverity({
  severityLevel,
  status,
}: AuditorEvent): AuditorEvent['severityLevel'] {
  return status === 'failed' && severityLevel !== 'critical'
    ? 'high'
    : severityLevel;
}
