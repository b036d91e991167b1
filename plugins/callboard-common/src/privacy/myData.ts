import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { ZIP_MEDIA_TYPE } from '../contract/endpoint';
import { jsonValue } from '../contract/primitives';

/** The maximum number of rows of each table in a response; the download has all rows. @public */
export const MAX_SHOWN_ROWS = 100;

/** The maximum number of rows of each table that are counted. @public */
export const MAX_COUNTED_ROWS = 10_000;

/** The rows of a table about one user. @public */
export const personalTable = z.strictObject({
  table: z.string(),
  /** The first rows, as values by column name. */
  rows: z.array(z.record(z.string(), jsonValue)),
  /** The total number of rows. */
  total: z.int().min(0),
  /** Whether `total` is a lower bound. */
  total_at_least: z.boolean(),
});

/** @public */
export type PersonalTable = z.output<typeof personalTable>;

/** Everything stored about the caller. @public */
export const myData = z
  .strictObject({
    user_ref: z.string(),
    domains: z.array(
      z.strictObject({
        domain: z.string(),
        tables: z.array(personalTable),
      }),
    ),
  })
  .meta({ id: 'MyData' });

/** @public */
export type MyData = z.output<typeof myData>;

const { get } = createEndpointDefiners('Privacy');
const access = { kind: 'user' } as const;

/** @public */
export const myDataEndpoints = {
  getMyData: get('/me/data', {
    summary:
      'List the data stored about the caller by area, with the first rows of each table',
    access,
    isHeavy: true,
    response: myData,
  }),
  exportMyData: get('/me/data/export.zip', {
    summary: 'Download all data stored about the caller',
    access,
    download: ZIP_MEDIA_TYPE,
  }),
};
