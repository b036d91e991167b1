import express from 'express';
import { PayloadTooLargeError } from './errors';
import { RawPart } from './parseRequest';

const MAX_BODY_BYTES = 1024 * 1024;

const parseJson = express.json({ limit: MAX_BODY_BYTES });

/**
 * Reads a request's JSON body; undefined for a missing body, if the schema permits that.
 *
 * @throws PayloadTooLargeError for more than 1 MB
 */
export async function readBody(
  req: express.Request,
  res: express.Response,
  { isOptional = false } = {},
): Promise<RawPart> {
  if (isOptional && isEmpty(req)) {
    return { value: undefined, problems: [] };
  }
  if (!req.is('application/json')) {
    return createUnreadablePart('must be sent as application/json');
  }
  const error = await new Promise<BodyError | undefined>(resolve => {
    parseJson(req, res, resolve);
  });
  if (!error) {
    return { value: req.body, problems: [] };
  }
  if (error.type === 'entity.too.large') {
    throw new PayloadTooLargeError('body: must be at most 1 MB');
  }
  if (error.status && error.status < 500) {
    return createUnreadablePart(error.message);
  }
  throw error;
}

function isEmpty(req: express.Request): boolean {
  return req.is('*/*') === null || req.header('content-length') === '0';
}

type BodyError = Error & { type?: string; status?: number };

function createUnreadablePart(reason: string): RawPart {
  return { value: undefined, problems: [{ field: 'body', reason }] };
}
