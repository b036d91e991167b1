import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import express from 'express';

/**
 * Reports refused requests to the platform's auditor. The activity log has changes, but not
 * attempts. Requests do not wait for it.
 */
export function auditRefusals(
  auditor: AuditorService,
  logger: LoggerService,
): express.ErrorRequestHandler {
  return (error, request, _res, next) => {
    if (error instanceof NotAllowedError) {
      auditor
        .createEvent({
          eventId: 'request-refused',
          severityLevel: 'medium',
          request,
        })
        .then(event => event.fail({ error }))
        .catch(failure =>
          logger.warn('A denied request could not be audited', failure),
        );
    }
    next(error);
  };
}
