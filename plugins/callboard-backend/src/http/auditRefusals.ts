import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import express from 'express';

/**
 * Tells the platform's auditor of requests that somebody may not make. Changes are in the
 * activity log; that somebody has tried is nowhere else. Nobody waits for it.
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
        .catch(failure => logger.warn('A refusal was not audited', failure));
    }
    next(error);
  };
}
