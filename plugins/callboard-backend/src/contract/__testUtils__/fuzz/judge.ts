import { Endpoint } from '@callboard/plugin-callboard-common';
import { Answer } from '../Connection';
import { FuzzRequest } from './FuzzRequest';

/**
 * What is wrong with an answer, if anything: a failure of the server, an error
 * that is not in Backstage's shape, a refusal of what the contract accepts, or
 * the acceptance of what it refuses.
 */
export function judge(
  endpoint: Endpoint,
  request: FuzzRequest,
  answer: Answer,
): string | undefined {
  const { status } = answer;
  if (status >= 500) {
    return `failed with ${status}: ${answer.text.slice(0, 500)}`;
  }
  if (status >= 400) {
    return (
      wrongErrorBody(answer) ??
      (request.intact &&
      ![403, 404, 409].includes(status) &&
      !namesAbsent(answer)
        ? `refused a valid request with ${status}: ${answer.text.slice(0, 500)}`
        : undefined)
    );
  }
  if (status !== 304 && status !== endpoint.status) {
    return `answered ${status} instead of ${endpoint.status}`;
  }
  const breach = breachOf(endpoint, request);
  return breach && `accepted ${breach}`;
}

function wrongErrorBody({ status, text, headers }: Answer): string | undefined {
  let body: any;
  try {
    body = JSON.parse(text);
  } catch {
    return `answered ${status} without JSON: ${text.slice(0, 200)}`;
  }
  const fits =
    /^application\/json/.test(headers['content-type'] ?? '') &&
    typeof body.error?.name === 'string' &&
    typeof body.error?.message === 'string' &&
    body.error.message !== '' &&
    body.error.stack === undefined &&
    body.response?.statusCode === status;
  return fits ? undefined : `answered an odd error: ${text.slice(0, 500)}`;
}

/**
 * Whether all that is wrong with a request is that it refers to what is not
 * there, or has no projects: a well-formed id or reference can do so.
 */
function namesAbsent({ status, text }: Answer): boolean {
  const { problems = [] } = JSON.parse(text).error;
  return (
    status === 400 &&
    problems.length > 0 &&
    problems.every(({ field }: { field: string }) =>
      /^(path\.kind|body\.(changes\.)?(\w+_id|(ids|labels|assignees)\[\d+\])|query\.reassign_to)$/.test(
        field,
      ),
    )
  );
}

/** Why the contract does not allow a request; undefined where it does. */
function breachOf(
  endpoint: Endpoint,
  { query, body, form }: FuzzRequest,
): string | undefined {
  if (query) {
    if (new Set(query.map(([name]) => name)).size < query.length) {
      return 'a repeated parameter';
    }
    // An own property per name, whatever the name is.
    const given = Object.create(null, {
      ...Object.fromEntries(
        query.map(([name, value]) => [name, { value, enumerable: true }]),
      ),
    });
    const known = Object.keys(endpoint.query.shape);
    const unknown = query.find(([name]) => !known.includes(name));
    if (unknown) {
      return `the unknown parameter ${unknown[0]}`;
    }
    const { error } = endpoint.query.safeParse({ ...given });
    if (error) {
      return `a bad query: ${error.message}`;
    }
  }
  if (endpoint.upload) {
    const fields = form && endpoint.body?.safeParse(Object.fromEntries(form));
    return fields?.success ? undefined : 'a form that is none';
  }
  if (endpoint.body && body !== undefined) {
    const { error } = endpoint.body.safeParse(JSON.parse(String(body)));
    if (error) {
      return `a bad body: ${error.message}`;
    }
  }
  return undefined;
}
