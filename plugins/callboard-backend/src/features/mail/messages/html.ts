import { escape } from 'lodash';

/** HTML that is safe to insert into other HTML. */
export class Html {
  constructor(private readonly source: string) {}

  toString(): string {
    return this.source;
  }
}

type Value = string | number | Html | readonly Html[] | undefined;

/**
 * HTML with values in it. Texts are escaped, so that they are right between tags
 * and within quoted attributes; HTML stays as it is.
 */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly Value[]
): Html {
  const parts = strings.map(
    (string, index) => string + toHtmlSource(values[index]),
  );
  return new Html(parts.join(''));
}

function toHtmlSource(value: Value): string {
  if (value === undefined) {
    return '';
  }
  if (value instanceof Html) {
    return value.toString();
  }
  return typeof value === 'object' ? value.join('') : escape(String(value));
}
