import { InputError } from '@backstage/errors';
import express from 'express';
import { PayloadTooLargeError } from './errors';

const MAX_BODY_BYTES = 1024 * 1024;

const parseJson = express.json({ limit: MAX_BODY_BYTES });

/**
 * Reads a request's JSON body.
 *
 * @throws PayloadTooLargeError for more than 1 MB
 * @throws InputError when the body is not JSON
 */
export async function readBody(
  req: express.Request,
  res: express.Response,
): Promise<unknown> {
  if (!req.is('application/json')) {
    throw new InputError('body: must be sent as application/json');
  }
  await new Promise<void>((resolve, reject) => {
    parseJson(req, res, error => (error ? reject(explain(error)) : resolve()));
  });
  return req.body;
}

function explain(error: Error & { type?: string; status?: number }): Error {
  if (error.type === 'entity.too.large') {
    return new PayloadTooLargeError('body: must be at most 1 MB');
  }
  if (error.status && error.status < 500) {
    return new InputError(`body: ${error.message}`);
  }
  return error;
}
