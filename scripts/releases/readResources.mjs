/** Reads every resource of a portal whose path can be filled in. */
import { setTimeout as sleep } from 'node:timers/promises';

export const ADMIN = 'alex.admin';
export const MEMBER = 'max.member';

/** Paths that export a file. They are not read, because each export adds a row to the log. */
const FILES = /\.(csv|ics|jsonl?|pdf|xlsx|zip)$/;

/**
 * Paths that are not compared: reports on running work and on the last hours, the folder of emails,
 * which each portal fills, and the examples of webhooks, whose texts each version may change.
 */
const VOLATILE =
  /\/(health|webhook-events)$|^\/(live|admin\/(subscribers|queues|dispatches|mail))/;

/**
 * Paths whose lists the code defines, and the stored data about a person. A version may add elements
 * and change texts, but not remove elements. Their numbers may grow.
 */
const CATALOGUE =
  /\/(critical-rules|notifications\/preferences|dashboards\/vocabulary|admin\/assistants|me\/data)$/;

/** Fields with texts for people. A version may change them. */
const TEXTS = ['title', 'label', 'description'];

const DAY_MS = 24 * 60 * 60_000;

/** Longer than all compared reads take together. */
const READS_MS = 5 * 60_000;

/** Fields with the time of a request. They are not compared. */
const REQUEST_TIMES = ['computed_at', 'seen_at'];

/** Longer than a background job waits for the job before it. */
const PAUSE_MS = 5_000;

/** The minimum number of resources that both people together must find; the demo has more. */
const MIN_RESOURCES = 150;

/** The maximum number of reads after which the resources must stop changing. */
const MAX_READS = 6;

const getItems = body => (Array.isArray(body) ? body : body?.items) ?? [];

/**
 * Fills in a path's parameters: each with the first resource of the list that precedes it.
 *
 * @returns undefined if a list is empty or unknown
 */
function fillPath(path, responses) {
  return path.split('/').reduce((start, segment) => {
    if (start === undefined) return undefined;
    if (!segment.startsWith('{')) return `${start}/${segment}`;
    const [first] = getItems(responses.get(start)?.body);
    const id = segment === '{slug}' ? first?.slug : first?.id;
    return id && `${start}/${encodeURIComponent(id)}`;
  });
}

/** Lists the paths of GET requests, lists before their resources. */
async function listPaths({ url }) {
  const response = await fetch(`${url}/api/callboard/openapi.json`);
  const { paths } = await response.json();
  return Object.keys(paths)
    .filter(path => paths[path].get)
    .sort((a, b) => a.split('/').length - b.split('/').length);
}

/** Reads a resource, which must be JSON. */
async function get({ url }, token, path) {
  const response = await fetch(`${url}/api/callboard${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const body = await response.json();
  // The body of an error contains a stack trace, which differs between versions.
  return { status: response.status, body: response.ok ? body : undefined };
}

/**
 * Finds the resources that a portal has.
 *
 * @returns their paths by person. Omits refused requests, because each of them adds a row to the
 *   log
 */
async function findResources(client) {
  const templates = await listPaths(client);
  const found = new Map();
  for (const person of [ADMIN, MEMBER]) {
    const token = await client.requestToken(person);
    const responses = new Map();
    for (const path of templates) {
      const filled = fillPath(path, responses);
      if (!filled || FILES.test(filled) || VOLATILE.test(filled)) continue;
      const response = await get(client, token, filled);
      if (response.status === 200) responses.set(filled, response);
    }
    found.set(person, [...responses.keys()]);
  }
  return found;
}

/**
 * Reads resources of a portal.
 *
 * @param resources paths by person
 * @returns `{status, body?}` by person and path
 */
export async function readResources(client, resources) {
  const responses = new Map();
  for (const [person, paths] of resources) {
    const token = await client.requestToken(person);
    for (const path of paths) {
      const response = await get(client, token, path);
      responses.set(`${person}: ${path}`, response);
    }
  }
  return responses;
}

/**
 * Returns the first position at which a value differs from an earlier value, such as
 * `.items.0.title`, and both values. Fields that objects have gained do not count. Returns
 * undefined if nothing differs.
 *
 * @param isCatalogue - whether lists may have gained elements, numbers may have grown, and texts may
 *   differ
 */
function findDifference(value, earlier, isCatalogue) {
  if (isCatalogue && typeof earlier === 'number' && value >= earlier) {
    return undefined;
  }
  if (earlier === null || typeof earlier !== 'object') {
    return value === earlier ? undefined : `: ${value}, not ${earlier}`;
  }
  if (value === null || typeof value !== 'object') {
    return `: ${value}, not an object`;
  }
  if (Array.isArray(earlier) && isCatalogue) {
    const index = earlier.findIndex(element =>
      value.every(each => findDifference(each, element, true)),
    );
    return index < 0 ? undefined : `.${index} is missing`;
  }
  if (Array.isArray(earlier) && value.length !== earlier.length) {
    return `: ${value.length} elements, not ${earlier.length}`;
  }
  for (const key of Object.keys(earlier)) {
    if (REQUEST_TIMES.includes(key)) continue;
    if (isCatalogue && TEXTS.includes(key)) continue;
    const difference = findDifference(value[key], earlier[key], isCatalogue);
    if (difference) return `.${key}${difference}`;
  }
  return undefined;
}

/**
 * Removes what later versions keep from readers: version 1.0.0 lists all recipients of an
 * announcement in each recipient's notification.
 */
function omitRecipients(path, body) {
  if (!body || !path.endsWith('/notifications')) return body;
  const items = body.items.map(({ meta: { to: _, ...meta }, ...item }) => ({
    ...item,
    meta,
  }));
  return { ...body, items };
}

/** Lists the resources whose response differs from an earlier response, except for new fields. */
export function listDifferences(responses, earlier) {
  return [...earlier].flatMap(([path, { status, body }]) => {
    const response = responses.get(path);
    if (response.status !== status) {
      return `${path}: ${response.status}, not ${status}`;
    }
    const difference = findDifference(
      response.body,
      omitRecipients(path, body),
      CATALOGUE.test(path),
    );
    return difference ? `${path} ${difference}` : [];
  });
}

/**
 * Reads all resources of a portal repeatedly, until background jobs no longer change them.
 *
 * @returns the paths of the resources by person, and the last `responses`
 */
export async function readUnchanging(client) {
  // If midnight is near, waits for it: many reports begin or end on the current day.
  const untilMidnight = DAY_MS - (Date.now() % DAY_MS);
  if (untilMidnight < READS_MS) await sleep(untilMidnight);
  const resources = await findResources(client);
  const count = [...resources.values()].flat().length;
  if (count < MIN_RESOURCES) throw new Error(`Only ${count} resources found`);
  let responses = await readResources(client, resources);
  let differences;
  for (let reads = 1; reads < MAX_READS; reads += 1) {
    await sleep(PAUSE_MS);
    const next = await readResources(client, resources);
    differences = listDifferences(next, responses);
    if (differences.length === 0) return { resources, responses };
    responses = next;
  }
  throw new Error(`The data keep changing:\n${differences.join('\n')}`);
}
