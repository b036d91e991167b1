import { FormFile } from '../../http/__testUtils__/multipart';
import { TargetWorkspace, ContractFixture } from './ContractFixture';

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
  target: TargetWorkspace,
) => Promise<ValidRequest> | ValidRequest;

/** A request without parameters or body. */
export const plain: RequestMaker = () => ({});

export const bySlug: RequestMaker = async (fixture, target) => ({
  params: { slug: await fixture.getSlug(target) },
});

export const byProject: RequestMaker = async (fixture, target) => ({
  params: await fixture.ensureProject(target),
});

export const createWorkItem = (
  fixture: ContractFixture,
  target: TargetWorkspace,
) => fixture.createInProject(target, 'work-items', { title: 'Work' });

export const byNewWorkItem = async (
  fixture: ContractFixture,
  target: TargetWorkspace,
) => {
  const { id: iid, ...params } = await createWorkItem(fixture, target);
  return { params: { ...params, iid } };
};

/** A file with one row. */
export function createImportFile(row: Record<string, string>): string {
  return [Object.keys(row), Object.values(row)].join('\n');
}
