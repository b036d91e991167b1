import { activityEndpoints } from '../activity/endpoints';
import { meEndpoints } from '../me/endpoints';
import { memberEndpoints } from '../members/endpoints';
import { systemEndpoints } from '../system/endpoints';
import { workspaceEndpoints } from '../workspaces/endpoints';
import { Endpoint } from './endpoint';

/** Every endpoint of the API, by operation id. @public */
export const endpoints = {
  ...systemEndpoints,
  ...meEndpoints,
  ...workspaceEndpoints,
  ...memberEndpoints,
  ...activityEndpoints,
};

/** The same, for code that walks over all of them. @public */
export const allEndpoints: Readonly<Record<string, Endpoint>> = endpoints;
