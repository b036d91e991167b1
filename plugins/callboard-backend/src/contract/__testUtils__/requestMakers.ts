import { FormFile } from '../../http/__testUtils__/multipart';
import { Place, World } from './World';

/** The parts of a valid request. */
export interface ValidRequest {
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** For an upload, the fields of its form. */
  body?: unknown;
  file?: FormFile;
}

/** Creates a valid request to a workspace. */
export type RequestMaker = (
  world: World,
  place: Place,
) => Promise<ValidRequest> | ValidRequest;

export const plain: RequestMaker = () => ({});

export const bySlug: RequestMaker = async (world, place) => ({
  params: { slug: await world.slug(place) },
});

export const byProject: RequestMaker = async (world, place) => ({
  params: await world.project(place),
});

export const newWorkItem = (world: World, place: Place) =>
  world.newOfProject(place, 'work-items', { title: 'Work' });

export const byNewWorkItem = async (world: World, place: Place) => {
  const { id: iid, ...params } = await newWorkItem(world, place);
  return { params: { ...params, iid } };
};

/** A file with one row. */
export function importOf(row: Record<string, string>): string {
  return [Object.keys(row), Object.values(row)].join('\n');
}
