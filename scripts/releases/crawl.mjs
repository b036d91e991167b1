/** Reads what a portal answers to every GET request whose path can be filled in. */

/** Exports as files contain the time at which they were made. */
const FILES = /\.(xlsx|pdf|zip|ics)$/;

/** Reports on running work, and the folder of the emails, which each portal writes to. */
const VOLATILE = /^\/(health|live|admin\/(subscribers|queues|dispatches|mail))/;

const REQUIRED = { '/search': '?q=a' };

const getItems = body => (Array.isArray(body) ? body : body?.items) ?? [];

/**
 * Fills a path's parameters: each with the first resource of the list that precedes it.
 *
 * @returns undefined if a list is empty or unknown
 */
function fillPath(path, answers) {
  return path.split('/').reduce((start, segment) => {
    if (start === undefined) return undefined;
    if (!segment.startsWith('{')) return `${start}/${segment}`;
    const [first] = getItems(answers.get(start)?.body);
    const id = segment === '{slug}' ? first?.slug : first?.id;
    return id && `${start}/${id}`;
  });
}

/**
 * Reads each JSON resource of the API.
 *
 * @param person such as `max.member`
 * @param paths as in the OpenAPI document, lists before their resources
 * @returns the status and the body by path
 */
export async function crawl(client, person, paths) {
  const token = await client.requestToken(person);
  const answers = new Map();
  for (const path of paths) {
    const filledPath = fillPath(path, answers);
    if (!filledPath || FILES.test(filledPath) || VOLATILE.test(filledPath))
      continue;
    const response = await fetch(
      `${client.url}/api/callboard${filledPath}${REQUIRED[path] ?? ''}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const isJson = type.startsWith('application/json');
    answers.set(filledPath, {
      status: response.status,
      ...(isJson && { body: JSON.parse(text) }),
    });
  }
  return answers;
}

/**
 * Returns where a value lacks something of an earlier one, such as `.items.0.title`: objects may
 * have gained fields. Returns undefined if it lacks nothing.
 */
function findDifference(value, earlier) {
  if (earlier === null || typeof earlier !== 'object') {
    return value === earlier ? undefined : `: ${value}, not ${earlier}`;
  }
  if (value === null || typeof value !== 'object') {
    return `: ${value}, not an object`;
  }
  if (Array.isArray(earlier) && value.length !== earlier.length) {
    return `: ${value.length} elements, not ${earlier.length}`;
  }
  for (const key of Object.keys(earlier)) {
    const difference = findDifference(value[key], earlier[key]);
    if (difference) return `.${key}${difference}`;
  }
  return undefined;
}

/**
 * Lists the paths whose answer lacks something of an earlier answer.
 *
 * @param isVolatile whether the body of a path changes by itself, so that only statuses must be equal
 */
export function listDifferences(answers, earlier, isVolatile) {
  return [...earlier].flatMap(([path, { status, body }]) => {
    const answer = answers.get(path);
    if (answer?.status !== status) {
      return `${path}: ${answer?.status}, not ${status}`;
    }
    // An error names its request.
    const isCompared = status < 400 && body !== undefined && !isVolatile(path);
    const difference = isCompared && findDifference(answer.body, body);
    return difference ? `${path} ${difference}` : [];
  });
}
