import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { Feature } from '../../../core/Feature';
import { pseudonymData } from '../../../pseudonyms/pseudonymData';
import { LooksServices } from '../looks/addLooks';
import { Unmasking } from './Unmasking';

/** Finding out whose pseudonyms are. */
export async function addUnmasking(
  core: Core,
  { looks }: LooksServices,
): Promise<Feature> {
  const unmasking = new Unmasking({ ...core, looks });
  core.router.handle(endpoints.unmaskPerson, ({ body, ...asker }) =>
    unmasking.unmask(asker, body),
  );
  return { data: pseudonymData, services: {} };
}
