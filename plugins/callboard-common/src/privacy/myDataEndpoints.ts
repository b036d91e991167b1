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
      'What is stored about the caller, by domain; of each table the first rows',
    access,
    isHeavy: true,
    response: myData,
  }),
  exportMyData: defineEndpoint({
    method: 'GET',
    path: '/me/data/export.zip',
    tag,
    summary: 'Download all that is stored about the caller',
    access,
    download: ZIP_MEDIA_TYPE,
  }),
};
