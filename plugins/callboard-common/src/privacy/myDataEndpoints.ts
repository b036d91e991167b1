import { defineEndpoint } from '../contract/endpoint';
import { ZIP_MEDIA_TYPE } from '../mediaTypes';
import { myData } from './myDataSchemas';

const tag = 'Privacy';
const access = { kind: 'user' } as const;

/** @public */
export const myDataEndpoints = {
  getMyData: defineEndpoint({
    method: 'GET',
    path: '/me/data',
    tag,
    summary:
      'List the data stored about the caller by area, with the first rows of each table',
    access,
    isHeavy: true,
    response: myData,
  }),
  exportMyData: defineEndpoint({
    method: 'GET',
    path: '/me/data/export.zip',
    tag,
    summary: 'Download all data stored about the caller',
    access,
    download: ZIP_MEDIA_TYPE,
  }),
};
