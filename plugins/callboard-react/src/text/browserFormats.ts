import { createFormats } from '@callboard/plugin-callboard-common';

/** The formats of the person's browser. @public */
export const browserFormats = createFormats();
