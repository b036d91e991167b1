import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { Things } from './Things';
import { bindThings } from './routes';
import { projectFinder } from './projectFinder';
import { workspaceFinder } from './workspaceFinder';

/** Tells where the things of all features are in the portal. */
export function addThings(
  { router }: Core,
  things: Things,
  features: readonly Feature[],
): void {
  things.add([
    workspaceFinder,
    projectFinder,
    ...features.flatMap(feature => feature.finders ?? []),
  ]);
  bindThings(router, things);
}
