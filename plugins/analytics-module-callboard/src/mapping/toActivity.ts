import {
  getUtf8Length,
  JsonValue,
  MAX_METADATA_BYTES,
  NewActivity,
} from '@callboard/plugin-callboard-common';
import { cleanText, ellipsize, sanitiseLocation } from './cleanText';
import { toNamedEntity, NamedEntity } from './toNamedEntity';

/**
 * An analytics event of the portal, as both frontend systems emit it: they differ only in the
 * guaranteed keys of the context.
 *
 * @public
 */
export interface PortalEvent {
  action: string;
  subject: string;
  value?: number;
  attributes?: { [name in string]: string | boolean | number };
  context: { [name in string]: string | boolean | number | undefined };
}

const ENTITY_PATH = /^\/catalog\/([^/]+)\/([^/]+)\/([^/]+)(?:\/|$)/;

/** The entity whose page a portal path leads to, if any. */
function parseEntityPath(path: string): NamedEntity | undefined {
  const match = ENTITY_PATH.exec(path);
  if (!match) {
    return undefined;
  }
  try {
    const [namespace, kind, name] = match.slice(1).map(decodeURIComponent);
    return toNamedEntity(`${kind}:${namespace}/${name}`);
  } catch {
    return undefined;
  }
}

/**
 * The entity whose page a navigation opened. The page's path is the last resort, because a portal
 * may have moved the catalog to another path.
 */
function toPageEntity(
  event: PortalEvent,
  path: string,
): NamedEntity | undefined {
  const { context, attributes } = event;
  const isEntityRoute =
    context?.extensionId === 'page:catalog/entity' ||
    context?.routeRef === 'catalog:entity' ||
    context?.extension === 'CatalogEntityPage';
  return (
    toNamedEntity(context?.entityRef) ??
    (isEntityRoute && attributes?.kind && attributes.name
      ? toNamedEntity(
          `${attributes.kind}:${attributes.namespace ?? 'default'}/${
            attributes.name
          }`,
        )
      : undefined) ??
    parseEntityPath(path)
  );
}

const MAX_SEARCH = 512;
const SECRET_PARAMETER =
  /token|secret|passw|pwd|credential|auth|session|signature|^(?:api)?[_-]?key$|^code$|^state$|^sig$|^nonce$|^jwt$/i;

/**
 * Returns a path with its query string, but without parameters whose names look like secrets. Omits
 * a query string that is still longer than `MAX_SEARCH` characters.
 */
function sanitiseSearchPath(pathname: string, search: string): string {
  const path = sanitiseLocation(pathname);
  const safeQuery = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search.slice(0, 4_096))) {
    if (!SECRET_PARAMETER.test(name)) {
      safeQuery.append(cleanText(name, 64), cleanText(value, 200));
    }
  }
  const query = safeQuery.toString();
  return query && query.length <= MAX_SEARCH ? `${path}?${query}` : path;
}

const MAX_ATTRIBUTES = 20;
const MAX_NAME = 64;
const MAX_VALUE = 256;
const SECRET_ATTRIBUTE = /token|secret|passw|credential|authorization|cookie/i;
// Lists the schemes, because entity references, too, begin with a word and a colon.
const LOCATION =
  /^(?:(?:https?|wss?|ftp|file|mailto|tel|sms|data|blob):|\/)\S*$/i;

type Metadata = { [name: string]: JsonValue };

/** The metadata of an activity: the given fields, and as many attributes of the event as fit. */
function buildMetadata(
  fields: { [name: string]: string | number | undefined },
  attributes: PortalEvent['attributes'],
): Metadata {
  const metadata: Metadata = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== '') {
      metadata[name] = value;
    }
  }
  const entries = Object.entries(attributes ?? {})
    .slice(0, MAX_ATTRIBUTES)
    .flatMap(([name, value]) => cleanAttribute(name, value));
  while (entries.length > 0) {
    const whole = { ...metadata, attributes: Object.fromEntries(entries) };
    if (getUtf8Length(JSON.stringify(whole)) <= MAX_METADATA_BYTES) {
      return whole;
    }
    entries.pop();
  }
  return metadata;
}

function cleanAttribute(
  name: string,
  value: unknown,
): Array<[string, JsonValue]> {
  const cleanName = cleanText(name, MAX_NAME);
  if (
    !cleanName ||
    cleanName === '__proto__' ||
    SECRET_ATTRIBUTE.test(cleanName)
  ) {
    return [];
  }
  if (typeof value === 'boolean') {
    return [[cleanName, value]];
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? [[cleanName, value]] : [];
  }
  if (typeof value !== 'string' || value === '') {
    return [];
  }
  const text = LOCATION.test(value) ? sanitiseLocation(value) : value;
  return [[cleanName, cleanText(text, MAX_VALUE)]];
}

/** Converts the action of an event to the format of activity actions: `addItem` to `add_item`. */
function toActionName(action: unknown): string {
  const name = cleanText(action, 256)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '_')
    .replace(/^[_.]+|[_.]+$/g, '')
    .slice(0, 64);
  return name || 'other';
}

const MAX_ENTITY_TYPE = 64;
const MAX_ENTITY_ID = 255;
const MAX_LABEL = 512;

/** Where and when an event was captured, and the portal's page names: the event lacks these. */
export interface CaptureContext {
  /** The page on which the event was captured, below the portal's base path. */
  pathname: string;
  /** The query string of the page. */
  search: string;
  /** The time of capture, in milliseconds; the server only knows the time of arrival. */
  at: number;
  /** The portal's name for the page at a path, if any. */
  getPageName?: (path: string) => string | undefined;
}

type Target = Pick<NewActivity, 'entity_type' | 'entity_id' | 'entity_label'>;

interface MappedEvent {
  action: string;
  target: Target;
  path: string;
  text?: string;
}

/**
 * Converts an analytics event of the portal to an activity that the server accepts, whatever the
 * event contains.
 */
export function toActivity(
  event: PortalEvent,
  captureContext: CaptureContext,
): NewActivity {
  const { action, target, path, text } = mapEvent(event, captureContext);
  const { pluginId, extensionId, extension } = event.context ?? {};
  const value = event.value;
  return {
    action,
    ...target,
    metadata: buildMetadata(
      {
        plugin_id: cleanText(pluginId, 128),
        extension_id: cleanText(extensionId ?? extension, 128),
        path,
        text,
        value:
          typeof value === 'number' && Number.isFinite(value)
            ? value
            : undefined,
        captured_at: new Date(captureContext.at).toISOString(),
      },
      event.attributes,
    ),
  };
}

function mapEvent(
  event: PortalEvent,
  captureContext: CaptureContext,
): MappedEvent {
  const currentPath = sanitiseLocation(captureContext.pathname);
  switch (event.action) {
    case 'navigate':
      return mapNavigation(event, captureContext);
    case 'view':
      return { ...mapView(event), path: currentPath };
    case 'search':
      return {
        action: 'search',
        target: {
          entity_type: 'search',
          entity_label: cleanText(event.subject, MAX_LABEL) || undefined,
        },
        path: sanitiseSearchPath(
          captureContext.pathname,
          captureContext.search,
        ),
      };
    case 'not-found':
      return {
        action: 'not_found',
        target: toPageTarget(sanitiseLocation(event.subject) || currentPath),
        path: currentPath,
      };
    case 'click':
    case 'discover':
      return {
        action: event.action,
        ...mapLink(event),
        path: currentPath,
      };
    default:
      return { ...mapOtherEvent(event), path: currentPath };
  }
}

function mapNavigation(
  event: PortalEvent,
  { getPageName }: CaptureContext,
): MappedEvent {
  const path = sanitiseLocation(event.subject) || '/';
  const entity = toPageEntity(event, path);
  return entity
    ? { action: 'entity_view', target: entity, path }
    : {
        action: 'page_view',
        target: toPageTarget(path, getPageName?.(path)),
        path,
      };
}

/**
 * Maps a `view` event. If its attributes identify an entity, such as a work item opened within a
 * page, the activity is a view of that entity.
 */
function mapView(event: PortalEvent): Pick<MappedEvent, 'action' | 'target'> {
  const { entityType, entityId } = event.attributes ?? {};
  return entityType && entityId
    ? {
        action: 'entity_view',
        target: {
          entity_type: cleanText(entityType, MAX_ENTITY_TYPE),
          entity_id: cleanText(entityId, MAX_ENTITY_ID),
          entity_label: getSubjectText(event) || undefined,
        },
      }
    : mapOtherEvent(event);
}

function mapOtherEvent(
  event: PortalEvent,
): Pick<MappedEvent, 'action' | 'target'> {
  return {
    action: toActionName(event.action),
    target: {
      ...toNamedEntity(event.context?.entityRef),
      entity_label: getSubjectText(event) || undefined,
    },
  };
}

/**
 * Maps a click on a link, or the opening of a search result. The target of a click on an entity
 * page is the page's entity; otherwise the target is the entity that the link opens, or the link.
 */
function mapLink(event: PortalEvent): Pick<MappedEvent, 'target' | 'text'> {
  const text = getSubjectText(event);
  const to = sanitiseLocation(event.attributes?.to);
  const entity =
    (event.action === 'click'
      ? toNamedEntity(event.context?.entityRef)
      : undefined) ?? parseEntityPath(to);
  return entity
    ? { target: entity, text: text === to ? undefined : ellipsize(text, 256) }
    : {
        target: {
          entity_type: to ? 'link' : undefined,
          entity_id: to ? ellipsize(to, MAX_ENTITY_ID) : undefined,
          entity_label: text || undefined,
        },
      };
}

function toPageTarget(path: string, name?: string): Target {
  return {
    entity_type: 'page',
    entity_id: ellipsize(path, MAX_ENTITY_ID) || '/',
    entity_label: cleanText(name, MAX_LABEL) || path,
  };
}

/**
 * Returns the subject of an event as clean text. The subject of a link without text is its URL,
 * whose private parts are removed.
 */
function getSubjectText(event: PortalEvent): string {
  const text = cleanText(event.subject, MAX_LABEL);
  return /^(?:https?:\/)?\/\S*$/i.test(text) ? sanitiseLocation(text) : text;
}
