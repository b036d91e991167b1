import { FormFile, multipart } from '../../http/__testUtils__/multipart';
import { RawRequest } from './Connection';

/**
 * The body and the headers of a request. The body is JSON; for a request with a file, it is a form
 * with the file and with `body` as further fields.
 */
export function toRequestPayload(
  body: unknown,
  file?: FormFile,
): Pick<RawRequest, 'headers' | 'body'> {
  if (file) {
    const fields = Object.entries((body ?? {}) as object).map(
      ([name, value]): [string, string] => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ],
    );
    return multipart(fields, [['file', file]]);
  }
  return body === undefined
    ? {}
    : {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
}
