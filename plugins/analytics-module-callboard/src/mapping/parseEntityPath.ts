import { toNamedEntity, NamedEntity } from './toNamedEntity';

const ENTITY_PATH = /^\/catalog\/([^/]+)\/([^/]+)\/([^/]+)(?:\/|$)/;

/** The entity whose page a portal path leads to, if any. */
export function parseEntityPath(path: string): NamedEntity | undefined {
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
