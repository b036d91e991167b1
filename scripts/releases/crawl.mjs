/** Reads the responses of a portal to all GET requests whose path parameters can be filled in. */

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
function fillPath(path, responses) {
  return path.split('/').reduce((start, segment) => {
    if (start === undefined) return undefined;
    if (!segment.startsWith('{')) return `${start}/${segment}`;
    const [first] = getItems(responses.get(start)?.body);
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
  const responses = new Map();
  for (const path of paths) {
    const filledPath = fillPath(path, responses);
    if (!filledPath || FILES.test(filledPath) || VOLATILE.test(filledPath))
      continue;
    const response = await fetch(
      `${client.url}/api/callboard${filledPath}${REQUIRED[path] ?? ''}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const isJson = type.startsWith('application/json');
    responses.set(filledPath, {
      status: response.status,
      ...(isJson && { body: JSON.parse(text) }),
    });
  }
  return responses;
}

/**
 * Finds where a value differs from an earlier value, such as `.items.0.title`. Ignores new fields
 * of objects. Returns undefined if the values are equal.
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
 * Lists the paths whose response differs from an earlier response.
 *
 * @param isVolatile whether the body of a path changes by itself, so that only statuses must be equal
 */
export function listDifferences(responses, earlier, isVolatile) {
  return [...earlier].flatMap(([path, { status, body }]) => {
    const response = responses.get(path);
    if (response?.status !== status) {
      return `${path}: ${response?.status}, not ${status}`;
    }
    // An error names its request.
    const isCompared = status < 400 && body !== undefined && !isVolatile(path);
    const difference = isCompared && findDifference(response.body, body);
    return difference ? `${path} ${difference}` : [];
  });
}
