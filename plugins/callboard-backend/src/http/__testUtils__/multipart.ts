/** A file for a form. If it has no name, its content is sent as a text field. */
export interface FormFile {
  name?: string;
  content: string | Buffer;
}

const BOUNDARY = '----callboard-test-7d1f';

/** A form as a request sends it: the fields, then the files by part name. */
export function multipart(
  fields: ReadonlyArray<readonly [string, string]>,
  files: ReadonlyArray<readonly [string, FormFile]>,
): { headers: Record<string, string>; body: Buffer } {
  const parts = [
    ...fields.map(([name, value]) => buildPart(name, undefined, value)),
    ...files.map(([name, file]) => buildPart(name, file.name, file.content)),
  ];
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]),
  };
}

function buildPart(
  name: string,
  filename: string | undefined,
  content: string | Buffer,
): Buffer {
  const named = filename === undefined ? '' : `; filename="${quote(filename)}"`;
  return Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quote(
        name,
      )}"${named}\r\n\r\n`,
    ),
    Buffer.from(content as string),
    Buffer.from('\r\n'),
  ]);
}

/** Escapes a name as browsers do in multipart forms. */
function quote(text: string): string {
  return text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
