import createClient from 'openapi-fetch';
import type { paths } from '../generated/openapiTypescript';
import * as settings from './settings';

const { baseUrl, headers, slug } = settings;
const client = createClient<paths>({ baseUrl, headers });

const listed = await client.GET('/workspaces/{slug}/projects', {
  params: { path: { slug } },
});
const projects = settings.expectData(listed.data, listed.error).items;
const pid = projects[0].id;

const created = await client.POST(
  '/workspaces/{slug}/projects/{pid}/work-items',
  { params: { path: { slug, pid } }, body: settings.newItem },
);
const item = settings.expectData(created.data, created.error);

const logged = await client.POST(
  '/workspaces/{slug}/projects/{pid}/work-items/{iid}/worklogs',
  {
    params: { path: { slug, pid, iid: item.id } },
    body: settings.newWorklog,
  },
);
const worklog = settings.expectData(logged.data, logged.error);

settings.report(
  projects.map(project => project.id),
  item.id,
  worklog.duration_minutes,
);
