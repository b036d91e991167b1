import contentDisposition from 'content-disposition';

const unusable = /[\p{Cc}\p{Surrogate}\ufffe\uffff"\\/]/gu;

/**
 * The value of a `Content-Disposition` header (RFC 6266) that makes a browser
 * save the answer under this name. A name beyond ASCII is sent twice: in full
 * for today's browsers, and without accents, `_` for the rest, for others.
 */
export function attachment(filename: string): string {
  const name = filename.replace(unusable, '_');
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '_');
  return contentDisposition(name, { type: 'attachment', fallback: ascii });
}
