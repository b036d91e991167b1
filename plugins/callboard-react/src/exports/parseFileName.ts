/** Returns the file name of a `Content-Disposition` header, without any path. @public */
export function parseFileName(disposition: string | null): string | undefined {
  if (!disposition) {
    return undefined;
  }
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition);
  if (extended) {
    try {
      return stripPath(decodeURIComponent(extended[1].trim()));
    } catch {
      // Invalid encoding: use the plain name below.
    }
  }
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(
    disposition,
  );
  const name = plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2]?.trim();
  return name ? stripPath(name) : undefined;
}

function stripPath(name: string): string | undefined {
  return name.split(/[/\\]/).pop() || undefined;
}
