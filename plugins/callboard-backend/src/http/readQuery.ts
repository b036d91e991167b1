import { RawPart } from './parseRequest';

/**
 * The query of a request. Each name is an own property, including `__proto__`. A duplicate
 * parameter is a problem, because only one of them could count.
 *
 * @param url - path and query
 */
export function readQuery(url: string): RawPart {
  const start = url.indexOf('?');
  const search = start < 0 ? '' : url.slice(start + 1);
  const values: Record<string, string> = Object.create(null);
  const repeated = new Set<string>();
  for (const [name, value] of new URLSearchParams(search)) {
    if (Object.hasOwn(values, name)) {
      repeated.add(name);
    }
    values[name] = value;
  }
  return {
    value: values,
    problems: [
      ...(isWellEncoded(search)
        ? []
        : [{ field: 'query', reason: 'is not percent-encoded UTF-8' }]),
      ...[...repeated].map(name => ({
        field: `query.${name}`,
        reason: 'must be given only once',
      })),
    ],
  };
}

/** `URLSearchParams` would replace undecodable bytes. */
function isWellEncoded(search: string): boolean {
  try {
    decodeURIComponent(search);
    return true;
  } catch {
    return false;
  }
}
