import { FormFile, multipart } from '../../http/__testUtils__/multipart';
import { RawRequest } from './Connection';

/**
 * The body of a request and the headers that tell what it is: JSON, or a form
 * where there is a file, with the body as its fields.
 */
export function payloadOf(
  body: unknown,
  file?: FormFile,
): Pick<RawRequest, 'headers' | 'body'> {
  if (file) {
    const fields = Object.entries((body ?? {}) as object).map(
      ([name, value]): [string, string] => [name, String(value)],
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
