import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { Resources } from './Resources';
import { bindResources } from './routes';
import { projectResolver } from './projectResolver';
import { workspaceResolver } from './workspaceResolver';

/** Resolves the paths of the resources of all features. */
export function addResources(
  { router }: Core,
  resources: Resources,
  features: readonly Feature[],
): void {
  resources.add([
    workspaceResolver,
    projectResolver,
    ...features.flatMap(feature => feature.resolvers ?? []),
  ]);
  bindResources(router, resources);
}
