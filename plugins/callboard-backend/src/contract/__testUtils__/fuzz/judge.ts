import { Endpoint } from '@callboard/plugin-callboard-common';
import { cutFieldPath } from '../../../database/text';
import { RawResponse } from '../Connection';
import { Breach, findBreaches } from './findBreaches';
import { FuzzRequest } from './FuzzRequest';

/** The verdict on a response. */
export interface Verdict {
  /** How the response violates the contract, if it does. */
  fault?: string;
  /** Whether the request was rejected for a violation of its schema. */
  isSchemaRejection: boolean;
}

interface Problem {
  field: string;
}

/** More problems than the server lists in one response. */
const MANY_PROBLEMS = 100;

/**
 * Detects server failures, responses that do not match their schema, rejections of valid requests,
 * rejections that do not name every invalid field, and accepted invalid requests.
 */
export function judge(
  endpoint: Endpoint,
  request: FuzzRequest,
  response: RawResponse,
): Verdict {
  const breaches = findBreaches(endpoint, request);
  if (response.status < 400) {
    const fault =
      findResponseFault(endpoint, response) ??
      (request.isStray
        ? 'found a resource that is not in the path'
        : undefined) ??
      (breaches.length > 0
        ? `accepted ${breaches[0].field}: ${breaches[0].reason}`
        : undefined);
    return { fault, isSchemaRejection: false };
  }
  const fault = findErrorFault(response);
  if (fault) {
    return { fault, isSchemaRejection: false };
  }
  const problems: Problem[] = JSON.parse(response.text).error.problems ?? [];
  return {
    fault:
      findRejectionFault(request, response, problems) ??
      findUnreportedBreach(breaches, response, problems),
    isSchemaRejection:
      response.status === 400 && problems.length > 0 && breaches.length > 0,
  };
}

function findResponseFault(
  endpoint: Endpoint,
  { status, headers, text }: RawResponse,
): string | undefined {
  if (status === 304) {
    return undefined;
  }
  if (![endpoint.status, endpoint.statusOfDryRun].includes(status as never)) {
    return `responded ${status} instead of ${endpoint.status}`;
  }
  const type = headers['content-type'];
  if (endpoint.download) {
    return type === endpoint.download ? undefined : `sent ${type}`;
  }
  if (!endpoint.response) {
    return text === '' ? undefined : `responded ${excerpt(text)}`;
  }
  const { error } = endpoint.response.safeParse(JSON.parse(text));
  return (
    error && `returned a response that violates its schema: ${error.message}`
  );
}

function findErrorFault({
  status,
  text,
  headers,
}: RawResponse): string | undefined {
  let body: any;
  try {
    body = JSON.parse(text);
  } catch {
    return `responded ${status} without JSON: ${excerpt(text)}`;
  }
  // The only expected server error is a 503 that states when to retry.
  if (status >= 500 && !(status === 503 && headers['retry-after'])) {
    return `failed with ${status}: ${excerpt(text)}`;
  }
  const isWellFormed =
    /^application\/json/.test(headers['content-type'] ?? '') &&
    typeof body.error?.name === 'string' &&
    typeof body.error?.message === 'string' &&
    body.error.message !== '' &&
    body.error.stack === undefined &&
    body.response?.statusCode === status;
  return isWellFormed
    ? undefined
    : `returned a malformed error: ${excerpt(text)}`;
}

function findRejectionFault(
  { isIntact }: FuzzRequest,
  { status, text }: RawResponse,
  problems: Problem[],
): string | undefined {
  const isExpected =
    !isIntact ||
    [403, 404, 409].includes(status) ||
    dependsOnStoredData(problems);
  return isExpected
    ? undefined
    : `rejected a valid request with ${status}: ${excerpt(text)}`;
}

/** References in a body or query, which only the server can resolve. */
const REFERENCE =
  /^(path\.kind|body\.((patches\[\d+\]\.)?changes\.|cells\[\d+\]\.|rules\[\d+\]\.)?(\w+_id|items\[\d+\]\.id|(ids|(add_)?(labels|assignees))\[\d+\])|query\.reassign_to)$/;

/** The last day of a range: a change of either day can put the first day after the last. */
const LAST_DAY = /^body\.(changes\.)?(end|target)_date$/;

/** The widgets of a dashboard, and the fields that a change may make incompatible. */
const WIDGET =
  /^body\.(widgets(\[\d+\]\.(id|width|height))?|config\.(filters\.)?\w+|size\.(width|height)|is_default)$/;

/** The recipients and the days of a dashboard's email schedule. */
const SCHEDULE = /^body\.(recipient_refs\[\d+\]|weekday|day_of_month)$/;

/** The last day of a chart, which can be too many days after the first. */
const LAST_DAY_OF_CHART = /^query\.end$/;

/** The key of a bar or a group, which a widget may lack. */
const KEY_OF_WIDGET = /^query\.(key|group)$/;

/** The mapping of an import, whose keys are columns of the file and names in the file. */
const MAPPED_NAME = /^body\.mapping\.(columns|states|items|create)\./;

/** The states and the accounts of a source. */
const MAPPED_BY_SOURCE =
  /^body\.(states\[\d+\]\.(name|state_id)|people\[\d+\]\.key)$/;

/** The row limit of a rule, which only some rules have. */
const ROWS_OF_RULE = /^body\.rows$/;

/** Fields that can be invalid in a request that its schema accepts. */
const dependentFields = [
  REFERENCE,
  LAST_DAY,
  WIDGET,
  SCHEDULE,
  LAST_DAY_OF_CHART,
  KEY_OF_WIDGET,
  ROWS_OF_RULE,
  MAPPED_NAME,
  MAPPED_BY_SOURCE,
];

/** Whether all problems of a request depend on stored data, which the schema does not know. */
function dependsOnStoredData(problems: Problem[]): boolean {
  return (
    problems.length > 0 &&
    problems.every(({ field }) =>
      dependentFields.some(pattern => pattern.test(field)),
    )
  );
}

/** Reports an invalid field that a 400 response does not list. A response must list all of them. */
function findUnreportedBreach(
  breaches: Breach[],
  { status, text }: RawResponse,
  problems: Problem[],
): string | undefined {
  if (status !== 400 || problems.length >= MANY_PROBLEMS) {
    return undefined;
  }
  const missing = breaches.find(
    ({ field }) => !problems.some(problem => isAbout(problem, field)),
  );
  return (
    missing &&
    `did not name ${missing.field} (${missing.reason}): ${excerpt(text)}`
  );
}

/**
 * Whether a problem covers a field. The problem can name the field or a part of it, the whole part
 * of the request that contains the field, or the file, which an unreadable form lacks.
 */
function isAbout(problem: Problem, field: string): boolean {
  const [part] = field.split(/[.[]/, 1);
  const path = cutFieldPath(field);
  return (
    problem.field === part ||
    problem.field === `${part}.file` ||
    problem.field === path ||
    problem.field.startsWith(`${path}.`) ||
    problem.field.startsWith(`${path}[`)
  );
}

function excerpt(text: string): string {
  return text.slice(0, 500);
}
