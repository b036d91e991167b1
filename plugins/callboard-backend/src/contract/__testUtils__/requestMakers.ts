import { FormFile } from '../../http/__testUtils__/multipart';
import { Place, ContractFixture } from './ContractFixture';

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
  fixture: ContractFixture,
  place: Place,
) => Promise<ValidRequest> | ValidRequest;

export const plain: RequestMaker = () => ({});

export const bySlug: RequestMaker = async (fixture, place) => ({
  params: { slug: await fixture.slug(place) },
});

export const byProject: RequestMaker = async (fixture, place) => ({
  params: await fixture.project(place),
});

export const newWorkItem = (fixture: ContractFixture, place: Place) =>
  fixture.newOfProject(place, 'work-items', { title: 'Work' });

export const byNewWorkItem = async (fixture: ContractFixture, place: Place) => {
  const { id: iid, ...params } = await newWorkItem(fixture, place);
  return { params: { ...params, iid } };
};

/** A file with one row. */
export function importOf(row: Record<string, string>): string {
  return [Object.keys(row), Object.values(row)].join('\n');
}
