import contentDisposition from 'content-disposition';

/** Characters that file names or the header cannot contain. */
const unusable = /[\p{Cc}\p{Surrogate}\ufffe\uffff"\\/]/gu;

/**
 * The value of a `Content-Disposition` header (RFC 6266) that makes a browser save the response
 * under this name. A non-ASCII name is sent twice: in full and, for older browsers, without accents
 * and with `_` for other characters.
 */
export function formatAttachmentHeader(filename: string): string {
  const name = filename.replace(unusable, '_');
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '_');
  return contentDisposition(name, { type: 'attachment', fallback: ascii });
}
