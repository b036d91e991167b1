import { FormFile, multipart } from '../../http/__testUtils__/multipart';
import { RawRequest } from './Connection';

/**
 * The body of a request and its headers: JSON, or a form with the body as its fields if it has a
 * file.
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
